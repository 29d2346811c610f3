import type { ComponentChildren } from "preact";
import type { FormId, Task } from "#contract/forms.ts";
import type { Question } from "#contract/practice.ts";

/** What a form's answer field is given: the question, its task, and the button that submits, to be put in its place. */
export type AnswerProps<F extends FormId> = {
  readonly question: Question;
  readonly task: Extract<Task, { form: F }>;
  readonly submit: ComponentChildren;
};
