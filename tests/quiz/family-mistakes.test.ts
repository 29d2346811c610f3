import { describe, expect, test } from "vitest";
import type { NetworkDocument } from "#engine/families/index.ts";
import { problemOf, valuesOf } from "#engine/problem.ts";
import { deriveDocument, diagnoseDocument } from "#quiz/calculators.ts";
import type { MistakeId } from "#quiz/mistakes/index.ts";
import { applicableMistakes, reasoningOf } from "#quiz/predictions.ts";
import { agree, familyCases, mistakeCases, publishedFamilyCases } from "../engine/cases.ts";
import { familyTable } from "../engine/random-families.ts";
import { always } from "../engine/random-networks.ts";
import { answersIn } from "./answers.ts";

/** Notes which mistakes apply to a network, and whether one that nothing showed so far changes any number of it. */
function note(document: NetworkDocument, shown: Map<MistakeId, boolean>): void {
  const problem = problemOf(document);
  const open = applicableMistakes(problem.network).filter((id) => !shown.get(id));
  if (open.length === 0) return;
  const wanted = answersIn(problem.network);
  const right = valuesOf(problem, problem.model.right, wanted);
  for (const id of open) {
    const wrong = valuesOf(problem, reasoningOf(problem, [id]), wanted);
    shown.set(
      id,
      right.some((value, i) => !agree(wrong[i], value)),
    );
  }
}

/** Only an input on the kink itself would show it. */
const UNSEEN: ReadonlySet<MistakeId> = new Set<MistakeId>(["relu.one_at_zero"]);

describe.each(familyTable)("the mistakes of %s", (type, documents) => {
  test("that apply have a place where they go wrong", () => {
    const shown = new Map<MistakeId, boolean>();
    for (const { spec } of [...familyCases, ...publishedFamilyCases, ...mistakeCases])
      if (spec.type === type) note(spec, shown);
    always(documents, 200, (document) => note(document, shown));
    const idle = [...shown].filter(([id, changes]) => !changes && !UNSEEN.has(id));
    expect(idle).toEqual([]);
  });
});

describe("an answer about another family", () => {
  test.each(familyCases)("is judged: $id", ({ spec }) => {
    const { loss } = deriveDocument({ network: spec });
    const judged = (answer: string) => diagnoseDocument({ network: spec, quantity: "loss", answer });
    expect(judged(String(loss)).verdict).toBe("right");
    expect(judged(String(3 * Number(loss) + 1)).verdict).toBe("wrong");
  });

  test("leads to the mistake behind it", () => {
    const { spec, expected } = familyCases.find(({ id }) => id === "D-embedding-001")!;
    const { deltas } = expected as unknown as { deltas: { z: number[][] } };
    const flipped = diagnoseDocument({ network: spec, quantity: "deltas.z.0.0", answer: String(-deltas.z[0]![0]!) });
    expect(flipped.mistakes.map(({ id }) => id)).toContain("softmax.y_minus_p");
  });
});
