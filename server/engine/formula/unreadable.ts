/** What stopped the reading of a formula, so that a slip of the pen is told apart from a wrong idea. */
export type UnreadableKind =
  | "empty"
  | "too long"
  | "unknown name"
  | "wrong case"
  | "ambiguous name"
  | "x as times"
  | "unexpected"
  | "no later value"
  | "wrong arguments";

/** A formula that cannot be read: where reading stopped, counted in characters from 0, and what was expected. */
export type Unreadable = {
  readonly kind: UnreadableKind;
  readonly position: number;
  readonly reason: { readonly en: string; readonly zh: string };
};

/** Carries the reason out of the depth of the reader; it never leaves `readFormula`. */
export class Stop extends Error {
  readonly at: Unreadable;
  constructor(kind: UnreadableKind, position: number, en: string, zh: string) {
    super(en);
    this.at = { kind, position, reason: { en, zh } };
  }
}

/** More than the limits allow. */
export const tooLong = (position: number, en: string, zh: string): Stop =>
  new Stop("too long", position, `This is longer than ${en}.`, `超过了 ${zh}。`);
