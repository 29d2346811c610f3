import { expect, test } from "vitest";
import type { DenseDocument } from "#engine/families/dense-shape.ts";
import { type Problem, problemOf, valuesOf } from "#engine/problem.ts";
import type { Quantity } from "#engine/quantity.ts";
import { isMistake, type MistakeId } from "#quiz/mistakes/index.ts";
import { reasoningOf, valueUnder } from "#quiz/predictions.ts";
import { agree, leavesOf, reference, type Tree } from "./cases.ts";
import { trained } from "./mazur-training.ts";

type Printed = {
  readonly path: string;
  readonly printed: string;
  readonly tolerance: number;
  readonly agrees: boolean;
};
type Case = {
  readonly id: string;
  readonly spec: DenseDocument;
  readonly published: readonly Printed[];
  readonly wrong?: Readonly<Record<string, Readonly<Record<string, Tree>>>>;
};

const { cases } = reference("published.json") as { readonly cases: readonly Case[] };
const caseNamed = (id: string): Case => cases.find((one) => one.id === id)!;

/** What a case prints at a path. */
const printedIn = (id: string, path: string): number =>
  Number(caseNamed(id).published.find((number) => number.path === path)!.printed);

const at = (problem: Problem, path: string): Quantity => problem.network.find(path)!;
const right = (problem: Problem, path: string): number =>
  valuesOf(problem, problem.model.right, [at(problem, path)])[0]!;
const mistaken = (problem: Problem, mistake: MistakeId, path: string): number =>
  valueUnder(problem, reasoningOf(problem, [mistake]), at(problem, path));

/** A mistake's numbers as the reference gives them to all digits, where it says which mistake was made. */
const followed = cases.flatMap(({ id, spec, wrong = {} }) =>
  Object.entries(wrong).flatMap(([topic, byName]) =>
    Object.entries(byName).map(([name, numbers]) => ({ id, spec, mistake: `${topic}.${name}`, numbers })),
  ),
);

test.each(followed)("$id follows $mistake in every number", ({ spec, mistake, numbers }) => {
  const off = leavesOf(numbers).filter(([path, want]) => {
    const got = isMistake(mistake) ? mistaken(problemOf(spec), mistake, path) : undefined;
    return !agree(got, Number(want));
  });
  expect(off).toEqual([]);
});

/** What was computed in place of the right number at this path. */
type Origin = (path: string) => number;

const throughUpdatedWeights =
  (id: string): Origin =>
  (path) =>
    mistaken(problemOf(caseNamed(id).spec), "path.updated_weights", path);

const trainedThroughUpdatedWeights: Origin = (path) => {
  const { loss, out } = trained("hidden_gradients_use_updated_output_weights", 10_000);
  return path.endsWith("loss") ? loss : out[Number(path.at(-1))]!;
};

/** The older copies' 0.000035085 with a 1 slipped in behind the 35. */
const withOneSlippedIn: Origin = (path) =>
  Number(trainedThroughUpdatedWeights(path).toFixed(9).replace("35085", "351085"));

const CHINESE = "P-zh-035-09";
const hiddenWeights = [
  [0.1, 0.8],
  [0.4, 0.6],
] as const;
const outputWeights = [0.3, 0.9] as const;
const printedStep = (unit: 0 | 1, source: 0 | 1): number =>
  hiddenWeights[unit][source] - printedIn(CHINESE, `updated.W1.${unit}.${source}`);

/** The steps of one unit stand as its output weights instead of its inputs. */
const asOutputWeights: Origin = () => hiddenWeights[0][1] - printedStep(0, 0) * (outputWeights[1] / outputWeights[0]);
/** The second unit takes the steps of the first. */
const stepOfFirstUnit =
  (source: 0 | 1): Origin =>
  () =>
    hiddenWeights[1][source] - printedStep(0, source);

/** The loss is right for the wrong weights that are printed. */
const lossOfPrintedWeights: Origin = () => {
  const W1 = [0, 1].map((unit) => [0, 1].map((source) => printedIn(CHINESE, `updated.W1.${unit}.${source}`)));
  const W2 = [outputWeights.map((w, k) => w - printedIn(CHINESE, `grads.W2.0.${k}`))];
  return right(problemOf({ ...caseNamed(CHINESE).spec, params: { W1, W2 } }), "loss");
};

/** A weight that shrinks by the rate, where Adam's first step is the rate itself. */
const shrunkByRate: Origin = (path) => {
  const { params, optimizer } = caseNamed("P-adam-misprint").spec;
  return (params["w"] as number[])[Number(path.at(-1))]! * (1 - optimizer!.lr);
};

const afterTraining = (name: string) => `extra.training.weights_only.10000.${name}`;

/** Every misprint with its origin, or with what is known of it where nobody says how it was computed. */
const origins: readonly (readonly [id: string, path: string, printed: string, Origin | string])[] = [
  ["P-mazur-1", "loss_after", "0.291027924", throughUpdatedWeights("P-mazur-1")],
  ["P-mazur-10000", afterTraining("out.0"), "0.015912196", trainedThroughUpdatedWeights],
  ["P-mazur-10000", afterTraining("out.1"), "0.984065734", trainedThroughUpdatedWeights],
  ["P-mazur-10000", afterTraining("loss"), "0.000035085", trainedThroughUpdatedWeights],
  ["P-mazur-10000", afterTraining("loss"), "0.0000351085", withOneSlippedIn],
  ["P-rgu-3.1", "updated.W1.0.0", "0.09916", throughUpdatedWeights("P-rgu-3.1")],
  ["P-rgu-3.1", "updated.W1.0.1", "0.7978", throughUpdatedWeights("P-rgu-3.1")],
  ["P-rgu-3.1", "updated.W1.1.0", "0.3972", throughUpdatedWeights("P-rgu-3.1")],
  ["P-rgu-3.1", "updated.W1.1.1", "0.5928", throughUpdatedWeights("P-rgu-3.1")],
  [CHINESE, "updated.W1.0.0", "0.09661944", "the chain of the first unit is not told"],
  [CHINESE, "updated.W1.0.1", "0.78985831", asOutputWeights],
  [CHINESE, "updated.W1.1.0", "0.39661944", stepOfFirstUnit(0)],
  [CHINESE, "updated.W1.1.1", "0.58985831", stepOfFirstUnit(1)],
  [CHINESE, "loss_after", "0.0165", lossOfPrintedWeights],
  ["P-softmax-123-misprint", "deltas.z1.0.2", "-0.67", "both -p and twice p - 1 are printed so"],
  ["P-adam-misprint", "trajectory.0.w_after.1", "1.98", shrunkByRate],
  ["P-adam-misprint", "trajectory.0.w_after.2", "2.97", shrunkByRate],
  ["P-adam-misprint", "trajectory.0.w_after.3", "3.96", shrunkByRate],
  ["P-rnn-infosys", "grads.Wx.0.0", "0.00034735", "y - t, one path of three, products entry by entry"],
  ["P-rnn-infosys", "grads.Wx.1.0", "0.00272708", "y - t, one path of three, products entry by entry"],
];

const misprints = cases.flatMap(({ id, published }) =>
  published.filter(({ agrees }) => !agrees).map((number) => ({ id, ...number })),
);

test("every misprint has its line", () => {
  expect(origins.map(([id, path, printed]) => [id, path, printed])).toEqual(
    misprints.map(({ id, path, printed }) => [id, path, printed]),
  );
});

/**
 * How far a printed number may be from its origin: where the reference lists it under the mistake, as far as it says
 * there; one worked out from three times another printed one is off by as many of its last digits.
 */
function allowed(id: string, path: string, printed: string, origin: Origin): number {
  const same = caseNamed(id).published.filter((number) => number.path.endsWith(path) && number.printed === printed);
  return (origin === asOutputWeights ? 4 : 1) * Math.max(...same.map(({ tolerance }) => tolerance));
}

test.each(
  origins.flatMap(([id, path, printed, origin]) => (typeof origin === "string" ? [] : [{ id, path, printed, origin }])),
)("$id prints $path = $printed for a reason", ({ id, path, printed, origin }) => {
  expect(Math.abs(origin(path) - Number(printed))).toBeLessThanOrEqual(allowed(id, path, printed, origin));
});

test("the misprinted softmax gradient has two readings", () => {
  const problem = problemOf(caseNamed("P-softmax-123-misprint").spec);
  const gradient = right(problem, "deltas.z1.0.2");
  expect([-(gradient + 1), 2 * gradient].map((value) => value.toFixed(2))).toEqual(["-0.67", "-0.67"]);
});

test("the misprinted gradients of the recurrent network have the opposite sign, as y - t has", () => {
  const problem = problemOf(caseNamed("P-rnn-infosys").spec);
  const signs = ["grads.Wx.0.0", "grads.Wx.1.0"].map((path) =>
    Math.sign(right(problem, path) * printedIn("P-rnn-infosys", path)),
  );
  expect(signs).toEqual([-1, -1]);
});
