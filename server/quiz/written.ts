import type { Symbol } from "#engine/expression.ts";
import type { Random } from "#engine/random.ts";
import type { Bilingual } from "./bilingual.ts";
import type { MistakeId } from "./mistakes/index.ts";

/**
 * An option that is written out: why it is right or wrong, and the mistake that a wrong one stands for, where it has a
 * name of its own. Formulas stand between dollar signs, as on cards.
 */
export type WrittenOption = {
  readonly text: Bilingual;
  readonly why: Bilingual;
  readonly right: boolean;
  readonly mistake: MistakeId | null;
};

/**
 * A line of a derivation or of code that is written out, and what it says something of. It needs other lines, which are
 * named by their places; or it is wrong, which is said in plain words.
 */
export type WrittenLine = { readonly line: Symbol; readonly subject: Symbol } & (
  | { readonly needs: readonly number[]; readonly fault: null }
  | { readonly needs: null; readonly fault: Bilingual }
);

type Asked = { readonly id: string; readonly ask: Bilingual };

export type WrittenChoice = Asked & { readonly form: "choice"; readonly options: readonly WrittenOption[] };
export type WrittenOrder = Asked & { readonly form: "order"; readonly lines: readonly WrittenLine[] };

/** A question that is written out as a card is, where the numbers of a network do not bear it. */
export type WrittenQuestion = WrittenChoice | WrittenOrder;

/** One of the written questions of a form; undefined where there is none. */
export function writtenFor<F extends WrittenQuestion["form"]>(
  form: F,
  questions: readonly WrittenQuestion[],
  random: Random,
): Extract<WrittenQuestion, { form: F }> | undefined {
  type Wanted = Extract<WrittenQuestion, { form: F }>;
  const suited = questions.filter((question): question is Wanted => question.form === form);
  return suited.length > 0 ? random.pick(suited) : undefined;
}
