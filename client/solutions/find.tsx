import { StepLines } from "../components/derivation.tsx";
import { sentence } from "../format.ts";
import { fill, said, words } from "../i18n/index.ts";
import type { SolutionProps } from "./solution.ts";

/** The wrong line beside the right one, the mistake behind it, and what helps. */
export function FindSolution({ task, solution }: SolutionProps<"find">) {
  const { find, common } = words.value;
  const { chosen, line, suspect, instead, remedy } = solution;
  return (
    <div class="found">
      {chosen && chosen.line !== line && <p>{fill(find.notLine, { line: chosen.line + 1 })}</p>}
      {chosen && chosen.suspect !== suspect && (
        <p>{sentence(fill(find.notMistake, { mistake: said(task.suspects[chosen.suspect]!) }), common.stop)}</p>
      )}
      <p>{fill(find.isLine, { line: line + 1 })}</p>
      <div class="step-lines wrong">
        <StepLines step={task.lines[line]!} />
      </div>
      <p>{find.instead}</p>
      <div class="step-lines">
        <StepLines step={instead} />
      </div>
      <p>
        <strong>{sentence(said(task.suspects[suspect]!), common.stop)}</strong> {sentence(said(remedy), common.stop)}
      </p>
    </div>
  );
}
