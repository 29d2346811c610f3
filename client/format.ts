const MINUS = "\u2212";

/** A number to read: `digits` significant digits, powers of ten where plain digits would hide it. */
export function readable(value: number, digits = 6): string {
  if (!Number.isFinite(value)) return String(value).replace("-", MINUS);
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size < 1e-4 || size >= 10 ** digits) {
    const [head = "", power = ""] = value.toExponential(digits - 1).split("e");
    return `${trimmed(head)}e${power.replace("+", "")}`.replaceAll("-", MINUS);
  }
  return trimmed(value.toPrecision(digits)).replaceAll("-", MINUS);
}

/** A number as it was printed elsewhere, in the signs of `readable`. */
export const printed = (text: string): string => text.replace(/(?<=\d)e\+(?=\d)/gi, "e").replaceAll("-", MINUS);

/** A printed number as LaTeX: the minus and the power of ten as mathematics writes them. */
export const latexOf = (text: string): string =>
  text
    .replaceAll("\u2212", "-")
    .replace(/(?<![\d.])1e(-?\d+)/, "10^{$1}")
    .replace(/e(-?\d+)/, String.raw` \times 10^{$1}`)
    .replace(/(-?\d+)\/(\d+)/, String.raw`\tfrac{$1}{$2}`);

const trimmed = (text: string): string => (text.includes(".") ? text.replace(/\.?0+$/, "") : text);

/** A word of the language, which may be raised; `net`, `dx`, `eta` and single letters are symbols, which may not. */
const FIRST_WORD = /^(?!(?:net|out|dx|delta|eta|lambda|sigma)\b)(?:a|[a-z]{2,})(?=[\s:,-])/;

/** A phrase as a sentence: its first letter raised, unless it belongs to a symbol, and a stop at its end. */
export function sentence(phrase: string, stop: string): string {
  const raised = phrase.replace(FIRST_WORD, (word) => word.charAt(0).toUpperCase() + word.slice(1));
  return /[.!?。！？]$/u.test(raised) ? raised : raised + stop;
}

/** 0.005 as "0.5%". */
export const percent = (share: number, tag: string): string =>
  new Intl.NumberFormat(tag, { style: "percent", maximumFractionDigits: 1 }).format(share);

const SIZES = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const;

/** How far away a moment is, in words: "in 3 days". */
export function fromNow(moment: string, now: number, tag: string): string {
  const distance = Date.parse(moment) - now;
  const [unit, size] = SIZES.find(([, length]) => Math.abs(distance) >= length) ?? SIZES[2];
  return new Intl.RelativeTimeFormat(tag, { numeric: "auto" }).format(Math.round(distance / size), unit);
}
