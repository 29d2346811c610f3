import { Prose } from "../components/prose.tsx";
import { said, words } from "../i18n/index.ts";
import type { SolutionProps } from "./solution.ts";

/** Every option: the right one, the chosen one, and what each of the others stands for. */
export function ChoiceSolution({ task, solution: { chosen, right, names, why } }: SolutionProps<"choice">) {
  const { verdict } = words.value;
  return (
    <ol class="solved-options">
      {task.options.map((option, i) => {
        const number = String(i + 1);
        const name = names[i];
        const reason = why?.[i];
        return (
          <li key={number} class={i === right ? "good" : i === chosen ? "bad" : ""}>
            <Prose text={said(option)} />{" "}
            <span class="note">
              {i === chosen && `${verdict.chosen} `}
              {i === right ? verdict.key : name && said(name)}
            </span>
            {reason && (
              <p class="note why">
                <Prose text={said(reason)} />
              </p>
            )}
          </li>
        );
      })}
    </ol>
  );
}
