import { Mathematics, Sentence } from "../components/mathematics.tsx";
import { latexOf, readable } from "../format.ts";
import { count as counted, words } from "../i18n/index.ts";
import { NumberLine } from "./number.tsx";
import type { SolutionProps } from "./solution.ts";

type Solved = NonNullable<SolutionProps<"paths">["solution"]["paths"]>[number];

/** Each way with its product, or with the place where it breaks; or how many paths there are. */
export function PathsSolution({ task, answer, solution: { chosen, count, paths } }: SolutionProps<"paths">) {
  const { verdict } = words.value;
  if (paths === null)
    return (
      <dl class="numbers">
        {answer !== null && <NumberLine name={verdict.answer} value={answer} />}
        <NumberLine name={verdict.key} value={counted(verdict.pathCount, count)} />
      </dl>
    );
  return (
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
  );
}

/** What a way contributes, or why it contributes nothing. */
function Worth({ path: { counts, product, value, broken } }: { path: Solved }) {
  const { verdict } = words.value;
  if (broken) return <Sentence text={verdict.broken} formulas={{ from: broken[0], to: broken[1] }} />;
  if (product === null || value === null) return null;
  if (!counts) return <Sentence text={verdict.closed} formulas={{ product }} />;
  const number = readable(value);
  const whole = { text: `${product.text} = ${number}`, latex: `${product.latex} = ${latexOf(number)}` };
  return <Sentence text={verdict.contributes} formulas={{ product: whole }} />;
}
