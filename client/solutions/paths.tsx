import { Mathematics } from "../components/mathematics.tsx";
import { Sentence } from "../components/prose.tsx";
import { latexOf, printed, readable } from "../format.ts";
import { count as counted, fill, words } from "../i18n/index.ts";
import { NumberLine } from "./number.tsx";
import type { SolutionProps } from "./solution.ts";

type Solved = NonNullable<SolutionProps<"paths">["solution"]["paths"]>[number];

/** Each way with its product, or with the place where it breaks; or how many paths there are. */
export function PathsSolution({ task, answer, solution: { chosen, count, paths, sum } }: SolutionProps<"paths">) {
  const { verdict } = words.value;
  if (paths === null)
    return (
      <dl class="numbers">
        {answer !== null && <NumberLine name={verdict.answer} value={answer} />}
        <NumberLine name={verdict.key} value={counted(verdict.pathCount, count)} />
      </dl>
    );
  return (
    <>
      <ol class="solved-options">
        {task.paths!.map(({ formula }, i) => {
          const path = paths[i]!;
          const isChosen = chosen?.includes(i) ?? false;
          const isMissed = path.counts && chosen !== null && !isChosen;
          return (
            <li key={formula.text} class={path.counts ? "good" : isChosen ? "bad" : ""}>
              <Mathematics formula={formula} />
              <p class="note">
                {isChosen && `${verdict.chosen} `}
                {isMissed && <strong>{verdict.missed}: </strong>}
                <Worth path={path} />
              </p>
            </li>
          );
        })}
      </ol>
      {sum && <Sum {...sum} />}
    </>
  );
}

type Sum = NonNullable<SolutionProps<"paths">["solution"]["sum"]>;

/** What the products come to, and what was made of them. */
function Sum({ value, verdict: became, key }: Sum) {
  const { verdict, practice } = words.value;
  const given = readable(value ?? 0);
  const said = became === "carried" ? fill(verdict.sumCarried, { value: given }) : given;
  return (
    <dl class="numbers">
      {value !== null && <NumberLine name={verdict.answer} value={said} />}
      <NumberLine name={practice.pathSum} value={printed(key.text)} />
    </dl>
  );
}

/** What a way contributes, or why it contributes nothing. */
function Worth({ path: { counts, product, value, broken, answered } }: { path: Solved }) {
  const { verdict } = words.value;
  if (broken) return <Sentence text={verdict.broken} formulas={{ from: broken[0], to: broken[1] }} />;
  if (product === null || value === null) return null;
  if (!counts) return <Sentence text={verdict.closed} formulas={{ product }} />;
  const number = readable(value);
  const whole = { text: `${product.text} = ${number}`, latex: `${product.latex} = ${latexOf(number)}` };
  return (
    <>
      <Sentence text={verdict.contributes} formulas={{ product: whole }} />
      {answered && !answered.right && (
        <span class="given"> {fill(verdict.given, { value: readable(answered.value) })}</span>
      )}
    </>
  );
}
