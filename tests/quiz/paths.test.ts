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
import { followersOf } from "./followers.ts";

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

/** The options that pass a test, as an answer; with what they are worth and come to, where that is asked for. */
function chosen(item: PathsItem, isChosen: (path: readonly string[], option: number) => boolean): string {
  const picks = item.paths!.flatMap((path, i) => (isChosen(path, i) ? [i] : []));
  const numbers = picks.map((pick) => solved(item).paths![pick]!.value ?? 1);
  const lines = item.products ? [...numbers, total(numbers)] : [];
  return [picks.map((pick) => pick + 1).join(" "), ...lines].join("\n");
}

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
      if (!/^\d/.test(answer) || judge(item, answer).verdict === "right") return false;
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

describe("the products of the paths from w1 in Mazur's network, and their sum", () => {
  const item: PathsItem = { ...mazur, products: true };
  const outH1 = 0.5932699921071872;
  const below = outH1 * (1 - outH1) * 0.05;
  const [first, second] = [0.055399424651422786 * below, -0.019049118258278108 * below] as const;
  const whole = 0.00043856773447434674;
  const work = (...lines: readonly (string | number)[]) => {
    const judged = judge(item, lines.join("\n"));
    if (judged.verdict === "unreadable") throw new Error(`not read: ${judged.reason.en}`);
    const { paths, sum } = judged.solution as ReturnType<typeof solved>;
    const products = paths!.flatMap(({ answered }) => (answered ? [answered.right] : []));
    return { verdict: judged.verdict, mistakes: judged.mistakes.map(({ id }) => id), products, sum: sum!.verdict };
  };

  test("are right together, in whatever order the paths are picked", () => {
    const right = { verdict: "right", mistakes: [], products: [true, true], sum: "right" };
    expect(work("1 2", first, second, whole)).toEqual(right);
    expect(work("2 1", second.toPrecision(4), first.toPrecision(4), whole.toPrecision(4))).toEqual(right);
  });

  test("are judged one by one, and a sum that follows from a slip is told to be one", () => {
    const slipped = work("1 2", first * 1.4, second, first * 1.4 + second);
    expect(slipped).toEqual({ verdict: "wrong", mistakes: [], products: [false, true], sum: "carried" });
    expect(work("1 2", first, second, first * second)).toMatchObject({ products: [true, true], sum: "wrong" });
  });

  test("name the mistake that weighs them so: without the slope of the hidden unit", () => {
    const steep = 1 / (outH1 * (1 - outH1));
    const judged = work("1 2", first * steep, second * steep, whole * steep);
    expect(judged).toMatchObject({ verdict: "wrong", products: [false, false] });
    expect(judged.mistakes).toContain("act.omit_hidden");
  });

  test("do not count for a path that is left out, or for none at all", () => {
    expect(work("1", first, first)).toMatchObject({
      verdict: "wrong",
      mistakes: ["path.first_only"],
      products: [true],
    });
    expect(work("1 3", first, second, whole)).toMatchObject({ verdict: "wrong", products: [true, false] });
  });

  test.each([
    ["1 2", 3, "Product of path 1"],
    ["1 2\n0.1\n", 8, "Product of path 2"],
    ["1 2\n0.1\n0.2", 11, "Sum"],
    ["1 2\n0.1\nx\n0.3", 8, "Product of path 2"],
    ["1 2\n0.1\n0.2\n0.3\n0.4", 16, "end"],
    ["1 2 9\n0.1", 4, "1 to 4"],
  ])("cannot be read in %j", (answer, position, says) => {
    const judged = judge(item, answer);
    if (judged.verdict !== "unreadable") throw new Error("it was read");
    expect([judged.position, judged.reason.en]).toEqual([position, expect.stringContaining(says)]);
  });
});

test("products are asked for where all paths that contribute are listed, and only those of the paths add up", () => {
  const working = listing.filter(({ products }) => products);
  expect(working.length).toBeGreaterThan(listing.length / 10);
  for (const item of working) {
    const { paths, count, sum } = solved(item);
    const values = paths!.flatMap(({ counts, value }) => (counts ? [value!] : []));
    expect(values).toHaveLength(count);
    expect(near(total(values), sum!.key.value)).toBe(true);
  }
});

test("whoever makes one mistake about paths or slopes is told so, and never right", () => {
  const all = listing.flatMap((item) => followersOf(item).map((follower) => ({ item, ...follower })));
  const untold = all.filter(({ item, ids, answer }) => {
    const judged = judge(item, answer);
    return judged.verdict !== "wrong" || !judged.mistakes.some(({ id }) => ids.includes(id));
  });
  expect(all.filter(({ item }) => item.products).length).toBeGreaterThan(all.length / 10);
  expect(untold.map(({ item, ids }) => `${named(item)} ${ids.join()}`)).toEqual([]);
});
