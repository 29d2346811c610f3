import type { Unreadable } from "./items/form.ts";

/** Says where reading stopped, and why. */
export const unreadable = (position: number, en: string, zh: string): Unreadable => ({
  verdict: "unreadable",
  reason: { en, zh },
  position,
});
