import type { ComponentChildren, FunctionComponent } from "preact";
import type { FormId } from "#contract/forms.ts";
import type { Question } from "#contract/practice.ts";
import type { AnswerProps } from "./answer.ts";
import { ChoiceAnswer } from "./choice.tsx";
import { FindAnswer } from "./find.tsx";
import { FlashcardAnswer } from "./flashcard.tsx";
import { MatrixAnswer } from "./matrix.tsx";
import { FormulaAnswer } from "./formula.tsx";
import { NumberAnswer } from "./number.tsx";
import { OrderAnswer } from "./order.tsx";
import { PathsAnswer } from "./paths.tsx";
import { SheetAnswer } from "./sheet.tsx";

/** How each form of question is answered. An answer is text in the session; of several parts each has a line. */
const answers: { readonly [F in FormId]: FunctionComponent<AnswerProps<F>> } = {
  number: NumberAnswer,
  formula: FormulaAnswer,
  choice: ChoiceAnswer,
  paths: PathsAnswer,
  find: FindAnswer,
  flashcard: FlashcardAnswer,
  order: OrderAnswer,
  sheet: SheetAnswer,
  matrix: MatrixAnswer,
};

/** The field, or fields, of a question's form. */
export function AnswerField({ question, submit }: { question: Question; submit: ComponentChildren }) {
  const Answer = answers[question.task.form] as FunctionComponent<AnswerProps<FormId>>;
  return <Answer question={question} task={question.task} submit={submit} />;
}
