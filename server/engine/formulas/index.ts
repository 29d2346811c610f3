import type { Tensor } from "../document.ts";
import { clip, type ClipDocument } from "./clip.ts";
import { complexity, type ComplexityDocument } from "./complexity.ts";
import { init, type InitDocument } from "./init.ts";
import { schedule, type ScheduleDocument } from "./lr-schedule.ts";

/** What is calculated from a closed formula, without a network. */
export type FormulaDocument = ClipDocument | ComplexityDocument | InitDocument | ScheduleDocument;

const FORMULAS: ReadonlySet<string> = new Set<FormulaDocument["type"]>(["clip", "complexity", "init", "lr_schedule"]);

export const isFormula = (document: { readonly type: string }): document is FormulaDocument =>
  FORMULAS.has(document.type);

/** The answers of a formula by their names in the reference format; throws `DocumentError`. */
export function answersOf(
  document: FormulaDocument,
): Readonly<Record<string, Tensor | Readonly<Record<string, Tensor>>>> {
  switch (document.type) {
    case "clip":
      return clip(document);
    case "complexity":
      return complexity(document);
    case "init":
      return init(document);
    case "lr_schedule":
      return schedule(document);
  }
}
