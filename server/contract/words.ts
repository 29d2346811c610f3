import { z } from "zod";

/** Text that a learner reads, in both languages. */
export const bilingual = z.strictObject({ en: z.string(), zh: z.string() });
export type Bilingual = z.infer<typeof bilingual>;

/** A formula: as text for the keyboard and logs, as LaTeX, and where it is on the first screen, already set. */
export const formula = z.strictObject({ text: z.string(), latex: z.string(), html: z.string().optional() });
export type Formula = z.infer<typeof formula>;

/** Text with formulas in it, piece by piece. */
export const prose = z.array(z.union([z.string(), formula]));
export type Prose = z.infer<typeof prose>;

/** The same in both languages. */
export const bilingualProse = z.strictObject({ en: prose, zh: prose });
export type BilingualProse = z.infer<typeof bilingualProse>;

/** How well something was remembered, in FSRS's words. */
export const rating = z.enum(["again", "hard", "good", "easy"]);

export const step = z.strictObject({
  quantity: z.string(),
  /** The quantities that its rule reads. */
  reads: z.array(z.string()),
  symbol: formula,
  /** "dE/dw5 = delta_o1 out_h1" */
  text: z.string(),
  latex: z.string(),
  /** The same right-hand side with numbers in place of symbols, as text and as LaTeX. */
  numbers: z.string(),
  numbersLatex: z.string(),
  value: z.number().nullable(),
  /** An exact fraction where the network has one. */
  exact: z.string().optional(),
});
export type Step = z.infer<typeof step>;
