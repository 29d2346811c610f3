import type { Expression, Symbol } from "#engine/expression.ts";
import { type FormCondition, type Unmet, unmetBy } from "#engine/form.ts";
import { notations, symbolOf } from "#engine/notation/index.ts";
import { type Names, write } from "#engine/write.ts";
import type { Bilingual } from "../bilingual.ts";
import { type OpenItem, openItem } from "../explain.ts";
import { type FormulaVerdict, judgeFormula, writtenDifference } from "../judge-formula.ts";
import { ladder, ladderOfTold, type Rung, toTell } from "../ladder.ts";
import { namedMistakes } from "../named-mistakes.ts";
import { toldOf } from "../told.ts";
import { conditionsOf, writingsOf } from "../writings.ts";
import type { Form, ItemOf, Judged, SolutionOf, TaskOf, Unreadable } from "./form.ts";

type FormulaItem = ItemOf<"formula">;
type Judgeable = Exclude<FormulaVerdict, { verdict: "unreadable" }>;

/** Write a quantity as a formula in the names of the network, perhaps in a certain form. */
export const formula: Form<"formula"> = {
  draw: ({ instance, random }) => {
    const drawn = instance();
    if (!drawn) return undefined;
    const { problem, asked } = openItem(drawn);
    const worthAsking = writingsOf(problem, asked).filter((writing) => writing.formula.kind !== "quantity");
    if (worthAsking.length === 0) return undefined;
    return { form: "formula", ...drawn, wanted: random.pick(worthAsking).wanted };
  },
  task: (item) => ({ form: "formula", wanted: shownForm(item) }),
  ladder: (item) => (toldOf(item) ? ladderOfTold : formulaLadder)(openItem(item)),
  judge: (item, answer) => {
    const { problem, asked } = openItem(item);
    const verdict = judgeFormula({ problem, asked, notation: notations[item.notation] }, answer);
    if (verdict.verdict === "unreadable")
      return { verdict: "unreadable", reason: verdict.reason, position: verdict.position };
    const [unmet] = unmetBy(verdict.formula, conditionsOf(item.wanted, problem.model.right, asked));
    // Whether it is right is not told before it is what was asked for.
    return unmet ? outOfForm(unmet, namesOf(item)) : judged(item, verdict);
  },
  solution: (item) => solutionOf(item),
};

function namesOf(item: FormulaItem): Names {
  const { network } = openItem(item).problem;
  return (q) => symbolOf(network, notations[item.notation], q);
}

function shownForm(item: FormulaItem): TaskOf<"formula">["wanted"] {
  if (item.wanted?.form !== "in terms of") return item.wanted;
  const { network } = openItem(item).problem;
  const symbols = item.wanted.quantities.map((id) => network.find(id)!).map(namesOf(item));
  const listed = (key: keyof Symbol, comma: string) => symbols.map((symbol) => symbol[key]).join(comma);
  return { form: "in terms of", names: { text: listed("text", ", "), latex: listed("latex", String.raw`,\;`) } };
}

function judged(item: FormulaItem, verdict: Judgeable): Judged<"formula"> {
  const names = namesOf(item);
  const solution = { ...solutionOf(item), read: write(verdict.formula, names) };
  if (verdict.verdict === "right") return { verdict: "right", certainty: "none", mistakes: [], solution };
  const { difference, agreesHere, certainty } = verdict;
  const { problem, asked } = openItem(item);
  const mistakes = namedMistakes(item, problem, asked, verdict.mistakes);
  const shown = difference ? writtenDifference(difference, names) : null;
  return {
    verdict: "wrong",
    certainty,
    mistakes,
    solution: { ...solution, difference: shown && { ...shown, terms: [...shown.terms] }, agreesHere },
  };
}

/** The right formula as it is wanted, then in the other forms it may take. */
function solutionOf(item: FormulaItem): SolutionOf<"formula"> {
  const { problem, asked } = openItem(item);
  const names = namesOf(item);
  const writings = writingsOf(problem, asked);
  const isWanted = ({ wanted }: { wanted: unknown }) => JSON.stringify(wanted) === JSON.stringify(item.wanted);
  const inOrder: Expression[] = [...writings.filter(isWanted), ...writings].map((writing) => writing.formula);
  const keys = new Map(inOrder.map((e) => write(e, names)).map((key): [string, Symbol] => [key.text, key]));
  return { form: "formula", keys: [...keys.values()], read: null, difference: null, agreesHere: false };
}

/** No numbers, which are no help, and nothing that equals the key, which may be the answer by its name. */
function formulaLadder(open: OpenItem): Rung[] {
  return ladder(open).flatMap((rung): Rung[] => {
    if (rung.reveals) return [rung];
    const of = rung.tells === "numbers" ? [] : toTell(open.problem, [open.asked], rung.of);
    return of.length > 0 ? [{ ...rung, of }] : [];
  });
}

/** What keeps a formula from being in the form that is wanted: names that are missing, or that must not be there. */
function outOfForm({ condition, quantities }: Unmet, names: Names): Unreadable {
  const listed = (separator: string) => quantities.map((q) => names(q).text).join(separator);
  return { verdict: "unreadable", reason: formReasons(condition.form, listed(" and "), listed("、")), position: null };
}

function formReasons(form: FormCondition["form"], en: string, zh: string): Bilingual {
  switch (form) {
    case "contains":
      return { en: `Write it by means of ${en}.`, zh: `请用 ${zh} 来表示。` };
    case "not from":
      return {
        en: `Write it without ${en}: that comes from what is asked for here.`,
        zh: `${zh} 本身要由所求的量算出，公式中不能使用。`,
      };
    default:
      return { en: `Here it is to be written without ${en}.`, zh: `本题的公式中不能出现 ${zh}。` };
  }
}
