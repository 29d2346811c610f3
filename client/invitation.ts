const KEY = "invitation";

/** Keeps the code of an invitation in this tab, over a registration; null forgets it. */
export function keepInvitation(code: string | null): void {
  try {
    if (code === null) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, code);
  } catch {
    // A browser that refuses storage asks for the link to be opened again.
  }
}

/** The invitation that the reader came with, if any. */
export function keptInvitation(): string | null {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}
