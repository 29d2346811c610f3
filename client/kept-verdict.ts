import type { Session } from "./session.ts";

const KEY = "verdict";

/** Another build of the client may read a session otherwise; the address of this one carries its hash. */
const BUILD = import.meta.url;

type Kept = { readonly build: string; readonly course: string; readonly session: Session };

/** Lets a verdict outlive the reload of its page, in this tab alone; a session without one forgets the last. */
export function keepVerdict(course: string, session: Session): void {
  try {
    if (session.outcome === null) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, JSON.stringify({ build: BUILD, course, session } satisfies Kept));
  } catch {
    // A browser that refuses storage, or has no room left, goes on to the next question instead.
  }
}

/** The session that ended in a verdict on the page that was reloaded, if it practised the same. */
export function keptVerdict(course: string): Session | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null") as Kept | null;
    return kept?.build === BUILD && kept.course === course ? kept.session : null;
  } catch {
    return null;
  }
}
