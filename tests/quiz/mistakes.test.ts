import { describe, expect, test } from "vitest";
import { type Problem, problemOf, valuesOf } from "#engine/problem.ts";
import { type MistakeId, mistakeIds, mistakes } from "#quiz/mistakes/index.ts";
import { agree, devCases, leavesOf, mistakeCases, publishedCases, referenceMistakes } from "../engine/cases.ts";

const reasoningOf = ({ model }: Problem, id: MistakeId) => model.withMistakes([{ id, replace: mistakes[id].replace }]);

/** The reference names dE/da and the weights after the step by words of its own. */
const pathOf = (path: string): string => path.replace(/^dEda\./, "grads.").replace(/^w_after\./, "updated.");

const followed = mistakeCases.flatMap(({ id, spec, wrong }) =>
  Object.entries(wrong).map(([mistake, numbers]) => ({ id, spec, mistake: mistake as MistakeId, numbers })),
);

test.each(followed)("$mistake gives its wrong numbers on $id", ({ spec, mistake, numbers }) => {
  const problem = problemOf(spec);
  expect(mistakes[mistake].applies(problem.network)).toBe(true);
  const reasoning = reasoningOf(problem, mistake);
  const off = leavesOf(numbers).filter(([path, want]) => {
    const q = problem.network.find(pathOf(path))!;
    return !agree(valuesOf(problem, reasoning, [q])[0], Number(want));
  });
  expect(off).toEqual([]);
});

test.each(mistakeIds.filter((id) => referenceMistakes.has(id)))(
  "%s has the names, remedies and priority of the reference",
  (id) => {
    const { priority, name, remedy } = mistakes[id];
    const item = referenceMistakes.get(id)!;
    expect({ priority, name, remedy }).toEqual({
      priority: item.priority,
      name: { en: item.name_en, zh: item.name_zh },
      remedy: { en: item.remedy_en, zh: item.remedy_zh },
    });
  },
);

describe.each(mistakeIds)("%s", (id) => {
  test("has a name and a remedy in both languages", () => {
    const { name, remedy } = mistakes[id];
    expect([name.en, name.zh, remedy.en, remedy.zh].filter((text) => text.trim() === "")).toEqual([]);
  });

  test("changes some number of some network that it applies to", () => {
    const changes = [...devCases, ...publishedCases, ...mistakeCases].some(({ spec }) => {
      const problem = problemOf(spec);
      if (!mistakes[id].applies(problem.network)) return false;
      const { network, model } = problem;
      const moving = network.leaves.filter(({ role }) => role === "input" || role === "weight" || role === "bias");
      const wanted = [
        ...network.forward,
        ...[...moving, ...network.forward].map((q) => network.gradient(q)),
        ...(network.training ? network.parameters.map((w) => network.later(w)) : []),
      ];
      const right = valuesOf(problem, model.right, wanted);
      const wrong = valuesOf(problem, reasoningOf(problem, id), wanted);
      return right.some((value, i) => Number.isFinite(value) && !agree(wrong[i], value));
    });
    expect(changes).toBe(true);
  });
});
