import { printed, readable } from "../format.ts";
import { fill, words } from "../i18n/index.ts";
import type { SolutionProps } from "./solution.ts";

/** The number answered, the right one, and the interval that counts as right. */
export function NumberSolution({ answer, solution: { value, key, acceptedText } }: SolutionProps<"number">) {
  const { verdict } = words.value;
  const exact = key.exact !== undefined || Number.isInteger(key.value);
  return (
    <dl class="numbers">
      {answer !== null && (
        <div>
          <dt>{verdict.answer}</dt>
          <dd>{shownAnswer(answer, value)}</dd>
        </div>
      )}
      <div>
        <dt>{verdict[exact ? "exact" : "key"]}</dt>
        <dd>
          {printed(key.text)}
          {key.exact !== undefined && key.exact !== key.text && ` = ${printed(key.exact)}`}
        </dd>
      </div>
      <div>
        <dt>{verdict.accepted}</dt>
        <dd>{fill(verdict.interval, { low: printed(acceptedText[0]), high: printed(acceptedText[1]) })}</dd>
      </div>
    </dl>
  );
}

/** The answer as typed, and what it comes to where that is not plain. */
function shownAnswer(answer: string, value: number | null): string {
  const typed = printed(answer.trim());
  return value === null || Number(answer) === value ? typed : `${typed} = ${readable(value)}`;
}
