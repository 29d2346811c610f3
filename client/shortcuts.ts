/** What a key asks for on the practice page. */
export type Shortcut = "hint" | "another" | "step" | "retry" | "answer" | "help" | "leave";

const KEYS: Readonly<Record<string, Shortcut>> = {
  h: "hint",
  n: "another",
  d: "step",
  r: "retry",
  a: "answer",
  "?": "help",
};

export type Press = {
  readonly key: string;
  /** The physical key: with Alt held, some systems turn letters into other characters. */
  readonly code: string;
  readonly alt: boolean;
  readonly command: boolean;
  /** Whether the key goes into a field. */
  readonly typing: boolean;
};

/** The digit that a key press chooses by, outside fields and without the browser's own commands. */
export function digitOf({ key, alt, command, typing }: Press): string | null {
  return !typing && !alt && !command && /^[1-9]$/.test(key) ? key : null;
}

/** The shortcut of a key press; letters typed into a field stay letters unless Alt is held. */
export function shortcutOf({ key, code, alt, command, typing }: Press): Shortcut | null {
  if (command) return null;
  if (key === "Escape") return typing ? "leave" : null;
  if (typing && !alt) return null;
  const letter = alt ? code.replace(/^Key/, "").toLowerCase() : key.toLowerCase();
  return KEYS[letter] ?? null;
}
