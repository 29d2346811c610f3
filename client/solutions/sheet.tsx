import { Mathematics } from "../components/mathematics.tsx";
import { printed, readable } from "../format.ts";
import { fill, said, words } from "../i18n/index.ts";
import type { SolutionProps } from "./solution.ts";

type Cell = SolutionProps<"sheet">["solution"]["cells"][number];

/** Every cell: what was answered, what is right, and whether a wrong one at least follows from those before it. */
export function SheetSolution({ task, solution: { cells, credit, practised } }: SolutionProps<"sheet">) {
  const { sheet, verdict } = words.value;
  const isAnswered = credit !== null;
  return (
    <>
      {isAnswered && <p>{fill(sheet.credit, { credit: readable(credit), total: cells.length })}</p>}
      <table class="solved-cells">
        <thead>
          <tr>
            <th scope="col">{sheet.cell}</th>
            {isAnswered && <th scope="col">{verdict.answer}</th>}
            <th scope="col">{verdict.key}</th>
          </tr>
        </thead>
        <tbody>
          {cells.map((cell, i) => (
            <tr key={task.cells[i]!.text} class={cell.verdict ?? ""}>
              <th scope="row">
                <span class="visually-hidden">{task.cells[i]!.text}</span>
                <span aria-hidden="true">
                  <Mathematics formula={task.cells[i]!} />
                </span>
              </th>
              {isAnswered && <Answered {...cell} />}
              <td>
                {printed(cell.key.text)}
                {cell.key.exact !== undefined && cell.key.exact !== cell.key.text && ` = ${printed(cell.key.exact)}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {practised.length > 0 && <PractisedSkills practised={practised} />}
    </>
  );
}

/** The skills beside that of the sheet which its cells speak for. */
function PractisedSkills({ practised }: Pick<SolutionProps<"sheet">["solution"], "practised">) {
  const { sheet } = words.value;
  return (
    <>
      <p class="note">{sheet.practised}</p>
      <ul class="practised">
        {practised.map(({ skill, name, verdict }) => (
          <li key={skill} class={verdict}>
            {said(name)} <span class="note">{sheet.practisedVerdicts[verdict]}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** What was answered, and what is said of it. */
function Answered({ value, verdict, onOwn }: Cell) {
  const { sheet } = words.value;
  const expected = verdict === "wrong" && onOwn !== null && fill(sheet.onOwn, { value: printed(onOwn) });
  return (
    <td>
      {value !== null && <span class="value">{readable(value)}</span>}
      <span class="note">{verdict && sheet.verdicts[verdict]}</span>
      {expected && <span class="note">{expected}</span>}
    </td>
  );
}
