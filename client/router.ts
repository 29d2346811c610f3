import { signal } from "@preact/signals";
import { addressOf, base } from "./base.ts";

/** The pages and their paths; a page may take an argument after its path, and some a detail after that. */
export const pages = {
  practice: "",
  skills: "skills",
  explore: "explore",
  groups: "groups",
  join: "join",
  drill: "drill",
  assigned: "assigned",
  account: "account",
  admin: "admin",
  settings: "settings",
  about: "about",
} as const;
export type Page = keyof typeof pages;
export type Place = { readonly page: Page; readonly argument: string | null; readonly detail?: string };

/** Where an address has room for a detail: a tab of a group, an assignment. */
const detailed: readonly string[] = ["groups", "assigned"] satisfies Page[];

/** The page that a path (relative to the base) stands for; null when there is none. */
export function placeOf(path: string): Place | null {
  const [head = "", argument, detail, ...rest] = path.replace(/^\/+|\/+$/g, "").split("/");
  if (rest.length > 0 || (detail !== undefined && !detailed.includes(head))) return null;
  if (head === "practice") return { page: "practice", argument: decoded(argument) };
  const page = (Object.keys(pages) as Page[]).find((name) => pages[name] === head);
  if (page === undefined) return null;
  return { page, argument: decoded(argument), ...(detail !== undefined && { detail: decoded(detail)! }) };
}

/** The path of a page, relative to the base. */
export function pathOf(page: Page, argument?: string, detail?: string): string {
  if (argument === undefined) return pages[page];
  const path = `${pages[page] || "practice"}/${encodeURIComponent(argument)}`;
  return detail === undefined ? path : `${path}/${encodeURIComponent(detail)}`;
}

function decoded(part: string | undefined): string | null {
  if (part === undefined) return null;
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Where the reader is; null for an address that leads nowhere. */
export const place = signal<Place | null>(null);

const current = () => placeOf(location.pathname.slice(base.length));

/** How often the reader has moved from page to page since the first one. */
export const moves = signal(0);

/** Follows the browser's history from now on. */
export function startRouter(): void {
  place.value = current();
  addEventListener("popstate", () => {
    place.value = current();
    moves.value += 1;
  });
}

/** Goes to a page as if its link had been followed. */
export function go(page: Page, argument?: string, detail?: string): void {
  history.pushState(null, "", addressOf(pathOf(page, argument, detail)));
  place.value = current();
  moves.value += 1;
  scrollTo(0, 0);
}
