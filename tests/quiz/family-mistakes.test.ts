import { describe, expect, test } from "vitest";
import type { NetworkDocument } from "#engine/families/index.ts";
import { problemOf, valuesOf } from "#engine/problem.ts";
import { deriveDocument, diagnoseDocument } from "#quiz/calculators.ts";
import { type MistakeId, mistakes } from "#quiz/mistakes/index.ts";
import { applicableMistakes } from "#quiz/predictions.ts";
import { agree, familyCases, mistakeCases, publishedFamilyCases } from "../engine/cases.ts";
import { familyTable } from "../engine/random-families.ts";
import { always } from "../engine/random-networks.ts";
import { answersIn } from "./answers.ts";

/** The mistakes that apply to a network, each with whether it changes any number. */
function effects(document: NetworkDocument): [MistakeId, boolean][] {
  const problem = problemOf(document);
  const { network, model } = problem;
  const wanted = answersIn(network);
  const right = valuesOf(problem, model.right, wanted);
  return applicableMistakes(network).map((id) => {
    const wrong = valuesOf(problem, model.withMistakes([{ id, replace: mistakes[id].replace }]), wanted);
    return [id, right.some((value, i) => !agree(wrong[i], value))];
  });
}

/** Only an input on the kink itself would show it. */
const UNSEEN: ReadonlySet<MistakeId> = new Set<MistakeId>(["relu.one_at_zero"]);

describe.each(familyTable)("the mistakes of %s", (type, documents) => {
  test("that apply have a place where they go wrong", () => {
    const changed = new Map<MistakeId, boolean>();
    const note = (document: NetworkDocument) => {
      for (const [id, changes] of effects(document)) changed.set(id, changes || changed.get(id) === true);
    };
    for (const { spec } of [...familyCases, ...publishedFamilyCases, ...mistakeCases])
      if (spec.type === type) note(spec);
    always(documents, 200, note);
    const idle = [...changed].filter(([id, changes]) => !changes && !UNSEEN.has(id));
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
