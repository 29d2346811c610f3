import { printed, readable } from "../format.ts";
import { fill, words } from "../i18n/index.ts";
import type { SolutionProps } from "./solution.ts";

/** The right matrix, and in each entry what was answered instead. */
export function MatrixSolution({ solution }: SolutionProps<"matrix">) {
  const { matrix, verdict } = words.value;
  const { shape, answered, transposed, entries } = solution;
  const isMisshapen = answered !== null && (answered.rows !== shape.rows || answered.columns !== shape.columns);
  return (
    <>
      {isMisshapen && (
        <p>
          {fill(matrix.shapes, {
            answered: `${answered.rows} × ${answered.columns}`,
            right: `${shape.rows} × ${shape.columns}`,
          })}
        </p>
      )}
      {transposed && <p>{matrix.transposed}</p>}
      <table class="solved-matrix">
        <caption>{verdict.key}</caption>
        <tbody>
          {entries.map((row, i) => (
            <tr key={`row ${i + 1}`}>
              {row.map((entry, j) => (
                <Entry key={`column ${j + 1}`} entry={entry} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

type SolvedEntry = SolutionProps<"matrix">["solution"]["entries"][number][number];

function Entry({ entry: { value, right, key } }: { entry: SolvedEntry }) {
  return (
    <td class={right === null ? "" : right ? "right" : "wrong"}>
      <span class="value">{printed(key.text)}</span>
      {right === false && value !== null && (
        <span class="note">{fill(words.value.matrix.instead, { value: readable(value) })}</span>
      )}
    </td>
  );
}
