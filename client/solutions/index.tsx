import type { FunctionComponent } from "preact";
import type { FormId, Solution } from "#contract/forms.ts";
import type { Question } from "#contract/practice.ts";
import { ChoiceSolution } from "./choice.tsx";
import { FindSolution } from "./find.tsx";
import { FlashcardSolution } from "./flashcard.tsx";
import { MatrixSolution } from "./matrix.tsx";
import { FormulaSolution } from "./formula.tsx";
import { NumberSolution } from "./number.tsx";
import { OrderSolution } from "./order.tsx";
import { PathsSolution } from "./paths.tsx";
import { SheetSolution } from "./sheet.tsx";
import type { SolutionProps } from "./solution.ts";

/** How what is right is shown beside the answer, form by form. */
const solutions: { readonly [F in FormId]: FunctionComponent<SolutionProps<F>> } = {
  number: NumberSolution,
  formula: FormulaSolution,
  choice: ChoiceSolution,
  paths: PathsSolution,
  find: FindSolution,
  flashcard: FlashcardSolution,
  order: OrderSolution,
  sheet: SheetSolution,
  matrix: MatrixSolution,
};

type Props = { question: Question; answer: string | null; solution: Solution };

/** What is right, and what was answered. */
export function SolutionView({ question, answer, solution }: Props) {
  const View = solutions[solution.form] as FunctionComponent<SolutionProps<FormId>>;
  return <View question={question} task={question.task} answer={answer} solution={solution} />;
}
