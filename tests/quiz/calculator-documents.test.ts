import { expect, test } from "vitest";
import { deriveRequest, deriveResponse } from "#contract/calculators.ts";
import { DocumentError } from "#engine/document.ts";
import type { OptimSeqDocument } from "#engine/families/optim-seq.ts";
import { calculate, type CalculateInput, diagnoseDocument } from "#quiz/calculators.ts";
import { agree, calculatorCases, leavesOf } from "../engine/cases.ts";

/** The document of a case with the part at a path replaced. */
function changed(id: string, path: string, value: unknown): CalculateInput["network"] {
  const document = structuredClone(calculatorCases.find((c) => c.id === id)!.spec) as unknown as Record<
    string,
    unknown
  >;
  const keys = path.split(".");
  const last = keys.pop()!;
  keys.reduce((at, key) => at[key] as Record<string, unknown>, document)[last] = value;
  return document as unknown as CalculateInput["network"];
}

function faultOf(input: CalculateInput): string {
  try {
    calculate(input);
  } catch (error) {
    if (error instanceof DocumentError) return `${error.path}: ${error.message}`;
    throw error;
  }
  return "none";
}

test.each<[id: string, path: string, value: unknown, fault: string]>([
  ["D-optimizer_quadratic-001", "params.w", [], "params.w: must have 1 dimension, none of them 0"],
  ["D-optimizer_quadratic-001", "params.v", [1], "params.v: this network has no use for it"],
  ["D-optimizer_quadratic-001", "config.a", [1], "config.a: must be 2, but is 1"],
  ["D-optimizer_quadratic-001", "config.c", [1, 2, 3], "config.c: must be 2, but is 3"],
  ["D-optimizer_quadratic-001", "optimizer.name", "newton", 'optimizer.name: unknown optimizer "newton"'],
  ["D-optimizer_quadratic-001", "optimizer.eps", 1, "optimizer.eps: is not a constant of this function"],
  ["D-optimizer_quadratic-001", "optimizer.centered", true, "optimizer.centered: is not an option of this optimizer"],
  ["D-optimizer_quadratic-007", "optimizer.lr_decay", 1, "optimizer.lr_decay: is not a constant of this function"],
  ["D-optimizer_sequence-003", "grad_sequence", [], "grad_sequence: needs at least one step"],
  ["D-optimizer_sequence-003", "grad_sequence.2", [1, 2], "grad_sequence.2: must be 3, but is 2"],
  ["D-optimizer_sequence-003", "optimizer.frozen", ["v"], 'optimizer.frozen: there is no parameter "v"'],
  ["D-pointwise_activation-004", "config.activation", "sine", 'config.activation: unknown activation function "sine"'],
  [
    "D-pointwise_activation-004",
    "config.params",
    { beta: 1 },
    "config.params.beta: is not a constant of this function",
  ],
  ["D-pointwise_activation-004", "params.x", [], "params.x: must have 1 dimension, none of them 0"],
  ["D-pointwise_loss-001", "config.loss", "cubic", 'config.loss: unknown loss "cubic"'],
  ["D-pointwise_loss-001", "config.loss", "softmax_ce", 'config.loss: "softmax_ce" takes all outputs together'],
  ["D-pointwise_loss-001", "config.loss", "bce", 'targets: "bce" takes targets from 0 to 1'],
  ["D-pointwise_loss-001", "targets", [1], "targets: must be 4, but is 1"],
  ["D-pointwise_loss-004", "config.params", { tau: 1 }, "config.params.tau: is not a constant of this function"],
  ["D-initialisation-001", "config.scheme", "xavier", 'config.scheme: unknown scheme "xavier"'],
  ["D-complexity-002", "config.k", 7, "config.k: the kernel does not fit into the input"],
  ["D-complexity-003", "config.heads", 3, "config.heads: must divide d"],
])("%s with another %s", (id, path, value, fault) => {
  expect(faultOf({ network: changed(id, path, value) })).toBe(fault);
});

test("a closed formula has nothing to derive", () => {
  const { spec } = calculatorCases.find(({ id }) => id === "D-initialisation-001")!;
  expect(faultOf({ network: spec, ask: ["std"] })).toBe("ask.0: a closed formula has no quantities to derive");
});

const paths = calculatorCases.filter(({ spec: { type } }) => type === "optim_seq" || type === "optim_quad");

test.each(paths)("$id derives the weight after its second step", ({ spec, expected }) => {
  const { derivations } = calculate({ network: spec, ask: ["after.2.params.w.0"] });
  const want = leavesOf(expected).find(([path]) => path === "trajectory.1.w_after.0")![1];
  expect(agree(derivations[0]!.steps.at(-1)!.value ?? undefined, Number(want))).toBe(true);
});

test("a wrong step of an optimizer is diagnosed", () => {
  const network: OptimSeqDocument = {
    type: "optim_seq",
    params: { w: [2] },
    grad_sequence: [[3], [1]],
    optimizer: { name: "sgd", lr: 0.5 },
  };
  const judged = (answer: string) => diagnoseDocument({ network, quantity: "updated.w.0", answer });
  expect(judged("0.5").verdict).toBe("right");
  expect(judged("3.5").mistakes.map(({ id }) => id)).toContain("update.ascent");
});

test("what leaves the range of numbers is null", () => {
  const rates = { lr0: 1, t: [1, 400], kind: "exponential", gamma: 1e10 } as const;
  const answer = calculate({ network: { type: "lr_schedule", config: { ...rates, t: [...rates.t] } } });
  expect(deriveResponse.parse(answer)).toEqual({ lr: [1e10, null], derivations: [] });
});

/** What the API answers to a document. */
function answered(network: unknown) {
  const answer = calculate(deriveRequest.parse({ network }));
  expect(deriveResponse.parse(answer)).toEqual(answer);
  return answer;
}

test.each([
  [
    { kind: "mlp", sizes: [2, 3, 1], batch: 4, recompute: 1 },
    { macs_backward: 48, macs_recomputed: 0 },
  ],
  [{ kind: "conv2d", cin: 1, cout: 2, k: 2, h: 4, w: 4, stride: 1, padding: 0, recompute: 1 }, { macs_dX: 72 }],
  [
    { kind: "attention", T: 6, d: 4, heads: 2, recompute: 1 },
    { macs_forward: 672, macs_backward: 1344 },
  ],
  [
    { kind: "rnn", n: 2, H: 3, T: 4 },
    { params_single_bias: 18, macs_forward: 60 },
  ],
  [
    { kind: "rnn", n: 2, H: 3, T: 4, recompute: 2 },
    { macs_dX_hidden_only: 27, peak_activations: 20 },
  ],
  [
    { kind: "lstm", n: 2, H: 3, T: 4, recompute: 0 },
    { macs_dW: 240, macs_dX_hidden_only: 108 },
  ],
])("counts the backward pass of %o", (config, want) => {
  expect(answered({ type: "complexity", config, params: {} })).toMatchObject(want);
});

/** v = -0.1 * 1.4, then v = 0.8 v - 0.1 * 2 (0.86 + 0.8 v - 0.3). */
test("follows a look-ahead optimizer", () => {
  const answer = answered({
    type: "optim_quad",
    config: { a: [2], c: [0.3] },
    params: { w: [1] },
    optimizer: { name: "nesterov_lookahead", lr: 0.1, momentum: 0.8, steps: 2 },
  });
  const got = new Map(leavesOf(answer));
  const numbers = ["grad.0", "w_after.0", "state.v.0"].map((path) => Number(got.get(`trajectory.1.${path}`)));
  expect(numbers.map((value, i) => agree(value, [0.896, 0.6584, -0.2016][i]!))).toEqual([true, true, true]);
});
