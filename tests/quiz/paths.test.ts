import { describe, expect, test } from "vitest";
import { valuesOf } from "#engine/problem.ts";
import { draw, levelsOf } from "#quiz/draw.ts";
import { openItem } from "#quiz/explain.ts";
import type { ItemOf } from "#quiz/items/form.ts";
import { formsOf } from "#quiz/items/index.ts";
import { judge, solutionOf } from "#quiz/judge.ts";
import { skills } from "#quiz/skills.ts";
import { caseOf } from "../engine/cases.ts";
import { near } from "../engine/random-networks.ts";
import { total } from "./by-hand.ts";
import { rightAnswerTo } from "./form-answers.ts";

type PathsItem = ItemOf<"paths">;
const SEEDS = 20;

const items = Object.keys(skills)
  .filter((skill) => formsOf(skill).includes("paths"))
  .flatMap((skill) => levelsOf(skill).map((level) => ({ skill, level })))
  .flatMap(({ skill, level }) =>
    Array.from({ length: SEEDS }, (_, i) => draw(skill, { seed: String(i), level, form: "paths" }) as PathsItem),
  );
const listing = items.filter(({ paths }) => paths !== null);
const counting = items.filter(({ paths }) => paths === null);

const named = ({ skill, level, seed }: PathsItem): string => `${skill} ${level} "${seed}"`;
const solved = (item: PathsItem) => solutionOf(item) as Extract<ReturnType<typeof solutionOf>, { form: "paths" }>;

/** The options that pass a test, as an answer. */
const chosen = ({ paths }: PathsItem, isChosen: (path: readonly string[], option: number) => boolean): string =>
  paths!.flatMap((path, i) => (isChosen(path, i) ? [i + 1] : [])).join(" ");

const origin = { skill: "mlp.hidden_grad", level: 3, seed: "by hand", generator: 1, notation: "mazur" } as const;

/** Which paths lead from w1 to the loss in Mazur's network; the last two ways do not exist. */
const mazur: PathsItem = {
  ...origin,
  form: "paths",
  network: caseOf("P-mazur-1").spec,
  ask: { kind: "gradient_weight", quantity: "grads.W1.0.0" },
  paths: [
    ["params.W1.0.0", "forward.z1.0.0", "forward.a1.0.0", "forward.z2.0.0", "forward.a2.0.0", "forward.E.0.0", "loss"],
    ["params.W1.0.0", "forward.z1.0.0", "forward.a1.0.0", "forward.z2.0.1", "forward.a2.0.1", "forward.E.0.1", "loss"],
    ["params.W1.0.0", "forward.z1.0.1", "forward.a1.0.1", "forward.z2.0.0", "forward.a2.0.0", "forward.E.0.0", "loss"],
    ["params.W1.0.0", "forward.z1.0.0", "forward.z2.0.1", "forward.a2.0.1", "forward.E.0.1", "loss"],
  ],
};

describe("paths from w1 in Mazur's network", () => {
  test("are the two through h1, each with its product", () => {
    const { paths, count } = solved(mazur);
    expect(count).toBe(2);
    expect(paths!.map(({ counts }) => counts)).toEqual([true, true, false, false]);
    const outH1 = 0.5932699921071872;
    const below = outH1 * (1 - outH1) * 0.05;
    expect(near(paths![0]!.value!, 0.055399424651422786 * below)).toBe(true);
    expect(near(paths![1]!.value!, -0.019049118258278108 * below)).toBe(true);
    expect(paths![2]!.broken!.map(({ text }) => text)).toEqual(["w1", "net_h2"]);
    expect(paths![3]!.broken!.map(({ text }) => text)).toEqual(["net_h1", "net_o2"]);
  });

  test.each([
    ["1 2", "right", []],
    ["2,1", "right", []],
    ["１、２", "right", []],
    ["1", "wrong", ["path.first_only"]],
    ["2", "wrong", ["path.last_only"]],
    ["1 2 3", "wrong", []],
    ["4", "wrong", []],
  ])("%j is %s", (answer, verdict, mistakes) => {
    const judged = judge(mazur, answer);
    if (judged.verdict === "unreadable") throw new Error("the answer was not read");
    expect(judged.verdict).toBe(verdict);
    expect(judged.mistakes.map(({ id }) => id)).toEqual(mistakes);
    expect(judged.certainty).toBe(mistakes.length > 0 ? "named" : "none");
  });

  test.each([
    ["1 1", 2],
    ["5", 0],
    ["1 0", 2],
    ["w1", 0],
    ["", 0],
  ])("%j cannot be read", (answer, position) => {
    expect(judge(mazur, answer)).toMatchObject({ verdict: "unreadable", position });
  });
});

describe("drawn paths", () => {
  test("are both listed and counted", () => {
    expect(listing.length).toBeGreaterThan(0);
    expect(counting.length).toBeGreaterThan(0);
  });

  test("have three to seven options that differ; one more or one fewer than the right ones is wrong", () => {
    for (const item of listing) {
      const options = item.paths!.length;
      expect(options).toBeGreaterThanOrEqual(3);
      expect(options).toBeLessThanOrEqual(7);
      expect(new Set(item.paths!.map((path) => path.join())).size).toBe(options);
    }
    for (const item of listing.filter(({ seed }) => seed === "0")) {
      const right = solved(item).paths!;
      const changed = right.map((_, flipped) => chosen(item, (_path, i) => right[i]!.counts !== (i === flipped)));
      expect(changed.filter((answer) => judge(item, answer).verdict === "right")).toEqual([]);
    }
  });

  test("add up to the gradient where all of them are listed", () => {
    const complete = listing.filter((item) => {
      const { paths, count } = solved(item);
      return paths!.filter(({ counts }) => counts).length === count;
    });
    expect(complete.length).toBeGreaterThan(listing.length / 4);
    const off = complete.filter((item) => {
      const { problem, asked } = openItem(item);
      const [gradient] = valuesOf(problem, problem.model.right, [asked]);
      return !near(total(solved(item).paths!.map(({ value }) => value ?? 0)), gradient!);
    });
    expect(off.map(named)).toEqual([]);
  });

  test("through one output alone are told as such", () => {
    const twoOutputs = listing.filter(({ skill, paths }) => {
      const ends = new Set(paths!.map((path) => path.at(-2)));
      return skill === "mlp.hidden_grad" && ends.has("forward.E.0.1");
    });
    const untold = twoOutputs.filter((item) => {
      const right = solved(item).paths!;
      const answer = chosen(item, (path, i) => right[i]!.counts && path.includes("forward.E.0.0"));
      if (answer === "" || answer === rightAnswerTo(item)) return false;
      const judged = judge(item, answer);
      return judged.verdict !== "wrong" || !judged.mistakes.some(({ id }) => id === "path.first_only");
    });
    expect(twoOutputs.length).toBeGreaterThan(0);
    expect(untold.map(named)).toEqual([]);
  });

  test("are counted in whole numbers, and a count by one mistake is told", () => {
    for (const item of counting) {
      const { count } = solved(item);
      expect(judge(item, String(count)).verdict).toBe("right");
      for (const wrong of [count - 1, count + 1, count + 0.5, -count])
        expect(judge(item, String(wrong)).verdict).toBe("wrong");
      expect(judge(item, "six").verdict).toBe("unreadable");
    }
  });
});
