import { describe, expect, test } from "vitest";
import { type Problem, problemOf, type Reasoning, valuesOf } from "#engine/problem.ts";
import { diagnoseDocument } from "#quiz/calculators.ts";
import { isMistake, type MistakeId, mistakeIds, mistakes } from "#quiz/mistakes/index.ts";
import {
  agree,
  devCases,
  familyCases,
  leavesOf,
  mistakeCases,
  optimizerCases,
  publishedCases,
  publishedFamilyCases,
  referenceMistakes,
} from "../engine/cases.ts";
import { applicableMistakes } from "#quiz/predictions.ts";
import { answersIn } from "./answers.ts";
import { pooled } from "./worked.ts";

const reasoningOf = ({ model }: Problem, id: MistakeId) => model.withMistakes([{ id, replace: mistakes[id].replace }]);

/** The reference names dE/da, and the weights after each step of a sequence, by words of its own. */
const pathOf = (path: string): string =>
  path.replace(/^dEda\./, "grads.").replace(/^w_after\.(\d+)\./, (_, step) => `after.${Number(step) + 1}.params.w.`);

const followed = mistakeCases.flatMap(({ id, spec, wrong }) =>
  Object.entries(wrong).map(([mistake, numbers]) => ({ id, spec, mistake: mistake as MistakeId, numbers })),
);

test.each(followed)("$mistake gives its wrong numbers on $id", ({ spec, mistake, numbers }) => {
  const problem = problemOf(spec);
  const off = (reasoning: Reasoning) =>
    leavesOf(numbers).filter(([path, want]) => {
      const q = problem.network.find(pathOf(path))!;
      return !agree(valuesOf(problem, reasoning, [q])[0], Number(want));
    });
  expect(off(reasoningOf(problem, mistake))).toEqual([]);
  // The reference also tells of networks in which nothing goes wrong by it.
  expect(mistakes[mistake].applies(problem.network) || off(problem.model.right).length === 0).toBe(true);
});

test.each(mistakeCases)("who follows a mistake on $id is told so, number by number", ({ spec, wrong }) => {
  const { network, model } = problemOf(spec);
  const untold = Object.entries(wrong).flatMap(([id, numbers]) =>
    leavesOf(numbers).filter(([path, want]) => {
      const quantity = pathOf(path);
      if (agree(valuesOf(problemOf(spec), model.right, [network.find(quantity)!])[0], Number(want))) return false;
      const { accepted, mistakes: told } = diagnoseDocument({ network: spec, quantity, answer: String(want) });
      // Rounding to two decimals may stay as near as a right answer has to be.
      const isNear = accepted![0] <= Number(want) && Number(want) <= accepted![1];
      return !told.some((one) => one.id === id && one.with === null) && !(id === "forward.round2" && isNear);
    }),
  );
  expect(untold).toEqual([]);
});

test("no mistake of the reference that can be computed is missing", () => {
  const missing = [...referenceMistakes.values()].filter(({ id, executable }) => executable && !isMistake(id));
  expect(missing.map(({ id }) => id)).toEqual([]);
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

const cases = [
  ...devCases,
  ...publishedCases,
  ...familyCases,
  ...publishedFamilyCases,
  ...mistakeCases,
  ...optimizerCases,
].map(({ spec }) => spec);
const problems = [...cases, pooled("max")].map((document) => problemOf(document));
/** The same networks where the rule of Case 1 is taught. */
const taught = problems
  .filter(({ network }) => mistakes["path.agh_rule"].applies(network))
  .map((problem): Problem => {
    const { replace } = mistakes["path.agh_rule"];
    return { ...problem, model: problem.model.teaching({ id: "path.agh_rule", replace }) };
  });
const every = [...problems, ...taught];

/** Whether this mistake leads to another number than the right rules anywhere, within the first steps of a training. */
function changes(problem: Problem, id: MistakeId): boolean {
  const wanted = answersIn(problem.network);
  const right = valuesOf(problem, problem.model.right, wanted);
  const wrong = valuesOf(problem, reasoningOf(problem, id), wanted);
  return right.some((value, i) => Number.isFinite(value) && !agree(wrong[i], value));
}

const applies = ({ network, model }: Problem, id: MistakeId): boolean =>
  applicableMistakes(network, model.taught).includes(id);

describe.each(mistakeIds)("%s", (id) => {
  test("has a name and a remedy in both languages", () => {
    const { name, remedy } = mistakes[id];
    expect([name.en, name.zh, remedy.en, remedy.zh].filter((text) => text.trim() === "")).toEqual([]);
  });

  test("changes some number of some network that it applies to", () => {
    expect(every.some((problem) => applies(problem, id) && changes(problem, id))).toBe(true);
  });
});
