import { Mathematics } from "../components/mathematics.tsx";
import { said, words } from "../i18n/index.ts";
import type { SolutionProps } from "./solution.ts";

/** Every option: the right one, the chosen one, and the mistake that leads to each of the others. */
export function ChoiceSolution({ task, solution: { chosen, right, names } }: SolutionProps<"choice">) {
  const { verdict } = words.value;
  return (
    <ol class="solved-options">
      {task.options.map((option, i) => {
        const name = names[i];
        return (
          <li key={option.text} class={i === right ? "good" : i === chosen ? "bad" : ""}>
            <Mathematics formula={option} />{" "}
            <span class="note">
              {i === chosen && `${verdict.chosen} `}
              {name ? said(name) : verdict.key}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
