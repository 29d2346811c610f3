import { words } from "./i18n/index.ts";

/** The absent-minded companion of a possible mistake, in words. */
export function companion(id: string): string {
  const { slips } = words.value.verdict;
  return id in slips ? slips[id as keyof typeof slips] : id;
}
