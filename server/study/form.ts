import type { Card } from "./memory.ts";

/** The form in which a skill is asked next: its first one at first, then each in turn. */
export const formFor = <F>(forms: readonly F[], card: Card | undefined): F =>
  forms[(card?.reviews ?? 0) % forms.length]!;
