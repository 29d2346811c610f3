import type { FormId, Solution, Task } from "#contract/forms.ts";
import type { Question } from "#contract/practice.ts";

/** What the solution of a form is shown with: the question, and the answer as it was typed, or null for none. */
export type SolutionProps<F extends FormId> = {
  readonly question: Question;
  readonly task: Extract<Task, { form: F }>;
  readonly answer: string | null;
  readonly solution: Extract<Solution, { form: F }>;
};
