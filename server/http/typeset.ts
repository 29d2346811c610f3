import { renderToString } from "katex";
import type { Task } from "#contract/forms.ts";
import type { BilingualProse, Formula, Prose, Question } from "#contract/practice.ts";

// Symbols repeat from question to question; a full shelf is emptied, which costs 0.2 ms a symbol to refill.
const SHELF = 5_000;
const set = new Map<string, string>();

/** A formula of our own, set as HTML and MathML, so that the first screen needs no KaTeX. Never for a user's TeX. */
export const typeset = (formula: Formula): Formula => {
  let html = set.get(formula.latex);
  if (html === undefined) {
    html = renderToString(formula.latex, { output: "htmlAndMathml", throwOnError: false, trust: false });
    if (set.size >= SHELF) set.clear();
    set.set(formula.latex, html);
  }
  return { ...formula, html };
};

/** Sets what a question shows first, if its task is in our own words; the labels of its diagram are drawn as SVG text by the browser. */
export const typesetQuestion = (question: Question, isOurs: boolean): Question => ({
  ...question,
  task: isOurs ? typesetTask(question.task) : question.task,
  ask: question.ask && { ...question.ask, symbol: typeset(question.ask.symbol) },
  givens: question.givens.map((given) => ({ ...given, formula: typeset(given.formula) })),
  conventions: question.conventions.map(typesetBilingual),
});

/** Of a card only the front is set here: the back is not looked at before the typesetter has arrived. */
function typesetTask(task: Task): Task {
  switch (task.form) {
    case "flashcard":
      return { ...task, front: typesetBilingual(task.front) };
    case "choice":
      return {
        ...task,
        ask: task.ask && typesetBilingual(task.ask),
        options: task.ask ? task.options.map(typesetBilingual) : task.options,
      };
    case "order":
      return { ...task, ask: task.ask && typesetBilingual(task.ask) };
    case "sheet":
      return { ...task, cells: task.cells.map(typeset) };
    case "matrix":
      return {
        ...task,
        matrix: typeset(task.matrix),
        entry: { ...task.entry, symbol: typeset(task.entry.symbol) },
      };
    case "formula":
      if (task.wanted?.form !== "in terms of") return task;
      return { ...task, wanted: { ...task.wanted, names: typeset(task.wanted.names) } };
    default:
      return task;
  }
}

const typesetBilingual = ({ en, zh }: BilingualProse): BilingualProse => ({
  en: typesetProse(en),
  zh: typesetProse(zh),
});

const typesetProse = (prose: Prose): Prose =>
  prose.map((piece) => (typeof piece === "string" ? piece : typeset(piece)));
