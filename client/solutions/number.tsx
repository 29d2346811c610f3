import { printed, readable } from "../format.ts";
import { fill, words } from "../i18n/index.ts";
import type { SolutionProps } from "./solution.ts";

/** The number answered, the right one, and the interval that counts as right. */
export function NumberSolution({ answer, solution: { value, key, acceptedText } }: SolutionProps<"number">) {
  const { verdict } = words.value;
  const exact = key.exact !== undefined || Number.isInteger(key.value);
  return (
    <dl class="numbers">
      {answer !== null && <NumberLine name={verdict.answer} value={shownAnswer(answer, value)} />}
      <NumberLine
        name={verdict[exact ? "exact" : "key"]}
        value={`${printed(key.text)}${key.exact !== undefined && key.exact !== key.text ? ` = ${printed(key.exact)}` : ""}`}
      />
      {acceptedText[0] !== acceptedText[1] && (
        <NumberLine
          name={verdict.accepted}
          value={fill(verdict.interval, { low: printed(acceptedText[0]), high: printed(acceptedText[1]) })}
        />
      )}
    </dl>
  );
}

/** A number, or what is said of it, under its heading. */
export function NumberLine({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** The answer as typed, and what it comes to where that is not plain. */
function shownAnswer(answer: string, value: number | null): string {
  const typed = printed(answer.trim());
  return value === null || Number(answer) === value ? typed : `${typed} = ${readable(value)}`;
}
