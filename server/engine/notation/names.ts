import type { Symbol } from "../expression.ts";

export const name = (text: string, latex = text): Symbol => ({ text, latex });
/** `out_h1`, set as an upright word with its index. */
export const word = (letters: string, index: string): Symbol =>
  name(`${letters}_${index}`, `\\mathrm{${letters}}_{${index}}`);
export const indexed = (letter: string, index: string | number, latex = letter): Symbol =>
  name(`${letter}${index}`, `${latex}_{${index}}`);
export const indexedBy = (letter: string, index: string): Symbol => name(`${letter}_${index}`, `${letter}_{${index}}`);
export const one = (i: number | undefined): number => (i ?? 0) + 1;
/** Two indices run together while both are digits: w12, w1,10. */
export const pair = (a: number, b: number): string => (a > 9 || b > 9 ? `${a},${b}` : `${a}${b}`);
