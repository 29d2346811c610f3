import { drawnOffer, optionsOf } from "../offers/drawn.ts";
import type { ChoiceItem, Offer } from "../offers/offer.ts";
import { writtenOffer } from "../offers/written.ts";
import { writtenFor } from "../written.ts";
import type { Form, SolutionOf } from "./form.ts";

/** Choose the right one of several: of a network the number among those of mistakes, or of what is written out. */
export const choice: Form<"choice"> = {
  draw: ({ instance, questions, random }) => {
    const question = writtenFor("choice", questions, random);
    if (question) return { form: "choice", written: { ...question, options: random.shuffled(question.options) } };
    const drawn = instance();
    const options = drawn && optionsOf(drawn, random);
    return options && { form: "choice", ...drawn, options };
  },
  task: (item) => {
    const { ask, options } = offerOf(item);
    return { form: "choice", ask, options: [...options] };
  },
  ladder: (item) => offerOf(item).ladder(),
  judge: (item, answer) => {
    const offer = offerOf(item);
    const chosen = Number(/^\s*(\d)\s*$/.exec(answer.normalize("NFKC"))?.[1]) - 1;
    if (!offer.options[chosen]) return { verdict: "unreadable", reason: expected(offer), position: 0 };
    const solution = { ...solutionFrom(offer), chosen };
    if (chosen === offer.right) return { verdict: "right", certainty: "none", mistakes: [], solution };
    const mistakes = offer.mistakesBehind(chosen);
    return { verdict: "wrong", certainty: mistakes.length > 0 ? "named" : "none", mistakes, solution };
  },
  solution: (item) => solutionFrom(offerOf(item)),
};

const offerOf = (item: ChoiceItem): Offer => ("written" in item ? writtenOffer(item.written) : drawnOffer(item));

const expected = ({ options }: Offer) => ({
  en: `Choose one of the options 1 to ${options.length}.`,
  zh: `请在选项 1 到 ${options.length} 中选一个。`,
});

const solutionFrom = ({ right, names, why }: Offer): SolutionOf<"choice"> => ({
  form: "choice",
  chosen: null,
  right,
  names: [...names],
  ...(why && { why: [...why] }),
});
