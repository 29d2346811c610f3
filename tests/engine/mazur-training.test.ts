import { describe, expect, test } from "vitest";
import { agree, leavesOf, publishedTraining, type Tree } from "./cases.ts";
import { runs, trained } from "./mazur-training.ts";

const { training } = publishedTraining.extra;

describe.each(Object.keys(runs))("Mazur's network trained: %s", (run) => {
  const log = training[run]!;
  const checkpoints = Object.keys(log).filter((key) => Number(key) > 0);

  test.each(checkpoints)("loss and outputs after %s steps", (steps) => {
    const want = log[steps] as { readonly loss: number; readonly out: readonly number[] };
    const { loss, out } = trained(run, Number(steps));
    expect([loss, ...out].map((value, i) => agree(value, [want.loss, ...want.out][i]!))).toEqual([true, true, true]);
  });

  test("all parameters after 10,000 steps", () => {
    const { params } = trained(run, 10_000);
    const got = [params["W1"]!, params["W2"]!].flat(2);
    expect(got.map((w, i) => agree(w, log.weights[i]!))).toEqual(log.weights.map(() => true));
    for (const b of ["b1", "b2"])
      for (const [path, want] of leavesOf(log[b]!)) {
        const tensor = params[b]!;
        expect(agree(typeof tensor === "number" ? tensor : (tensor[Number(path)] as number), Number(want))).toBe(true);
      }
  });
});

/** What we compute for a printed number, such as `extra.training.weights_only.10000.out.1`. */
function computed(path: string): number {
  const [, , run, steps, ...rest] = path.split(".");
  const { loss, out } = trained(run!, Number(steps));
  return Number(new Map(leavesOf({ loss, out } satisfies Tree)).get(rest.join(".")));
}

describe("the printed numbers of 10,000 steps", () => {
  const { published } = publishedTraining;

  test.each(published.filter(({ agrees }) => agrees))("prints $path = $printed", ({ path, printed, tolerance }) => {
    expect(Math.abs(computed(path) - Number(printed))).toBeLessThanOrEqual(tolerance);
  });

  test.each(published.filter(({ agrees }) => !agrees))(
    "does not confirm the misprint $path = $printed",
    ({ path, printed, tolerance }) => {
      expect(Math.abs(computed(path) - Number(printed))).toBeGreaterThan(tolerance);
    },
  );
});
