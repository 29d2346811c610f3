import type { ComponentChildren } from "preact";
import type { Formula } from "#contract/practice.ts";
import { Mathematics } from "../components/mathematics.tsx";
import { Sentence } from "../components/prose.tsx";
import { said, words } from "../i18n/index.ts";
import type { SolutionProps } from "./solution.ts";

type Props = SolutionProps<"order">;

/** The lines as they were placed, with what is wrong with each, and one right order. */
export function OrderSolution({ task, solution }: Props) {
  const { verdict, practice } = words.value;
  const { placed, right, names, early } = solution;
  const missing = placed === null ? [] : right.filter((line) => !placed.includes(line));
  const isRight = placed?.every((line) => names[line] === null) && early.length === 0 && missing.length === 0;
  if (isRight) return null;
  const fault = (line: number) => <Fault line={line} solution={solution} />;
  const leftOut = (line: number) => missing.includes(line) && <p class="fault">{verdict.missed}</p>;
  return (
    <>
      {placed && <Lines title={practice.ordered} of={placed} task={task} note={fault} />}
      <Lines title={verdict.rightOrder} of={right} task={task} note={leftOut} />
    </>
  );
}

type LinesProps = Pick<Props, "task"> & {
  title: string;
  of: readonly number[];
  note: (line: number) => ComponentChildren;
};

function Lines({ title, of, task, note }: LinesProps) {
  return (
    <section class="solved-lines">
      <h3>{title}</h3>
      <ol class="solved-options">
        {of.map((line) => (
          <li key={line}>
            <Mathematics formula={task.lines[line]!} roomy />
            {note(line)}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The mistake that makes a line wrong, or what it would have needed before it. */
function Fault({ line, solution: { names, early } }: { line: number } & Pick<Props, "solution">) {
  const name = names[line];
  const needs = early.find((one) => one.line === line)?.needs;
  if (name) return <p class="fault">{said(name)}</p>;
  if (!needs) return null;
  return (
    <p class="fault">
      <Sentence text={words.value.verdict.early} formulas={{ needs: listed(needs) }} />
    </p>
  );
}

const listed = (formulas: readonly Formula[]): Formula => ({
  text: formulas.map(({ text }) => text).join(", "),
  latex: formulas.map(({ latex }) => latex).join(String.raw`,\; `),
});
