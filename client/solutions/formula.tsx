import type { Difference } from "#contract/forms.ts";
import type { Formula } from "#contract/practice.ts";
import { Mathematics } from "../components/mathematics.tsx";
import { Sentence } from "../components/prose.tsx";
import { words } from "../i18n/index.ts";
import { breakable } from "../mathematics.ts";
import type { SolutionProps } from "./solution.ts";

/** The formula answered, the right one in the form wanted and in others, and the one change between the two. */
export function FormulaSolution({ solution: { keys, read, difference, agreesHere } }: SolutionProps<"formula">) {
  const { verdict } = words.value;
  const [key, ...others] = keys;
  return (
    <>
      <dl class="numbers formulas">
        {read && <FormulaLine name={verdict.answer} formula={read} />}
        <FormulaLine name={verdict.key} formula={key!} />
        {others.map((other) => (
          <FormulaLine key={other.text} name={verdict.alsoRight} formula={other} />
        ))}
      </dl>
      {difference && <DifferenceLine difference={difference} />}
      {agreesHere && <p>{verdict.agreesHere}</p>}
    </>
  );
}

/** A formula under its heading. */
function FormulaLine({ name, formula }: { name: string; formula: Formula }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <Mathematics formula={breakable(formula)} />
      </dd>
    </div>
  );
}

/** Which factor or term makes the difference, and in which term. */
function DifferenceLine({ difference: { kind, factor, instead, terms } }: { difference: Difference }) {
  const { differences, inTerm } = words.value.verdict;
  const listed: Formula = {
    text: terms.map(({ text }) => text).join(", "),
    latex: terms.map(({ latex }) => latex).join(String.raw`,\;`),
  };
  const isOfTerms = kind === "terms missing" || kind === "term extra";
  const formulas = { terms: listed, ...(factor ? { factor } : {}), ...(instead ? { instead } : {}) };
  return (
    <p class="difference-line">
      <Sentence text={differences[kind]} formulas={formulas} />
      {!isOfTerms && terms.length > 0 && (
        <>
          {" "}
          <Sentence text={inTerm} formulas={formulas} />
        </>
      )}
    </p>
  );
}
