import { derive } from "#engine/derive.ts";
import type { DenseDocument } from "#engine/families/dense-shape.ts";
import { families } from "#engine/families/index.ts";
import { notations } from "#engine/notation/index.ts";
import { givenValues, Model, type Problem, problemOf, valuesOf } from "#engine/problem.ts";
import { mistakeIds, mistakes } from "#quiz/mistakes/index.ts";
import { caseOf } from "../engine/cases.ts";
import { ofWidths } from "../engine/odd-shapes.ts";

const ROUNDS = 41;
const sink = { total: 0 };

/** The median time of one call in microseconds; a round is long enough for the clock. */
function median(run: () => number): number {
  let calls = 1;
  const round = () => {
    const start = performance.now();
    for (let i = 0; i < calls; i++) sink.total += run();
    return performance.now() - start;
  };
  while (round() < 4) calls *= 2;
  const times = Array.from({ length: ROUNDS }, () => (round() / calls) * 1000).toSorted((a, b) => a - b);
  return times[(ROUNDS - 1) / 2]!;
}

const s = (x: number): number => 1 / (1 + Math.exp(-x));

/** Mazur's network by hand: the loss and the gradients of w1..w8, b1, b2. */
function mazurByHand(v: Float64Array, g: Float64Array): number {
  const h1 = s(v[0]! * v[10]! + v[1]! * v[11]! + v[4]!);
  const h2 = s(v[2]! * v[10]! + v[3]! * v[11]! + v[4]!);
  const o1 = s(v[5]! * h1 + v[6]! * h2 + v[9]!);
  const o2 = s(v[7]! * h1 + v[8]! * h2 + v[9]!);
  const d1 = (o1 - v[12]!) * o1 * (1 - o1);
  const d2 = (o2 - v[13]!) * o2 * (1 - o2);
  const e1 = (d1 * v[5]! + d2 * v[7]!) * h1 * (1 - h1);
  const e2 = (d1 * v[6]! + d2 * v[8]!) * h2 * (1 - h2);
  g[0] = e1 * v[10]!;
  g[1] = e1 * v[11]!;
  g[2] = e2 * v[10]!;
  g[3] = e2 * v[11]!;
  g[4] = e1 + e2;
  g[5] = d1 * h1;
  g[6] = d1 * h2;
  g[7] = d2 * h1;
  g[8] = d2 * h2;
  g[9] = d1 + d2;
  return 0.5 * (v[12]! - o1) ** 2 + 0.5 * (v[13]! - o2) ** 2;
}

const WIDTHS = [4, 8, 8, 2] as const;
type Layer = { readonly w: Float64Array; readonly a: Float64Array; readonly d: Float64Array; readonly g: Float64Array };

/** A sigmoid network in loops over typed arrays; each row of `w` ends with the bias. */
function inLoops(x: Float64Array, t: Float64Array, layers: readonly Layer[]): number {
  let below = x;
  for (const { w, a } of layers) {
    for (let j = 0, k = 0; j < a.length; j++) {
      let z = 0;
      for (let i = 0; i < below.length; i++) z += w[k++]! * below[i]!;
      a[j] = s(z + w[k++]!);
    }
    below = a;
  }
  const top = layers.at(-1)!;
  let loss = 0;
  for (let j = 0; j < t.length; j++) {
    const a = top.a[j]!;
    loss += 0.5 * (t[j]! - a) ** 2;
    top.d[j] = (a - t[j]!) * a * (1 - a);
  }
  for (let l = layers.length - 1; l >= 0; l--) backward(layers[l]!, layers[l - 1], x);
  return loss;
}

function backward({ w, a, d, g }: Layer, under: Layer | undefined, x: Float64Array): void {
  const inputs = under?.a ?? x;
  const width = inputs.length + 1;
  for (let j = 0; j < a.length; j++) {
    for (let i = 0; i < inputs.length; i++) g[j * width + i] = d[j]! * inputs[i]!;
    g[j * width + inputs.length] = d[j]!;
  }
  if (!under) return;
  for (let i = 0; i < inputs.length; i++) {
    let sum = 0;
    for (let j = 0; j < a.length; j++) sum += d[j]! * w[j * width + i]!;
    under.d[i] = sum * under.a[i]! * (1 - under.a[i]!);
  }
}

/** The loss and all gradients of the parameters on one tape. */
function onTape(document: DenseDocument): () => number {
  const problem = problemOf(document);
  const { network, model } = problem;
  const tape = model.right.tape("bench", () => [network.loss, ...network.parameters.map((w) => network.gradient(w))]);
  const values = givenValues(problem, tape);
  const loss = tape.slot(network.loss);
  return () => tape.run(values)[loss]!;
}

function cold(document: DenseDocument): number {
  const model = new Model(families.dense(document).build());
  const { network } = model;
  const tape = model.right.tape("cold", () => [network.loss, ...network.parameters.map((w) => network.gradient(w))]);
  return tape.length;
}

const dw1 = ({ network }: Problem) => network.find("grads.W1.0.0")!;

function everyMistake(problem: Problem): number {
  const asked = [dw1(problem)];
  let total = 0;
  for (const id of mistakeIds) {
    const mistake = mistakes[id];
    if (!mistake.applies(problem.network)) continue;
    total += valuesOf(problem, problem.model.withMistakes([{ id, replace: mistake.replace }]), asked)[0]!;
  }
  return total;
}

const mazur = caseOf("P-mazur-1").spec;
const deep = ofWidths(WIDTHS, { activation: "sigmoid", dropout: undefined }, 1, { name: "half_squared" });
const deeper: DenseDocument = { ...deep, config: { ...deep.config, l2: undefined } };

const byHand = Float64Array.from([0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.05, 0.1, 0.01, 0.99]);
const gradients = new Float64Array(10);
const layers = WIDTHS.slice(1).map((units, l): Layer => {
  const width = WIDTHS[l]! + 1;
  const [W, b] = [deep.params[`W${l + 1}`] as number[][], deep.params[`b${l + 1}`] as number[]];
  const w = Float64Array.from(W.flatMap((row, j) => [...row, b[j]!]));
  return { w, a: new Float64Array(units), d: new Float64Array(units), g: new Float64Array(units * width) };
});
const [x, t] = [Float64Array.from(deep.inputs.X[0]!), Float64Array.from(deep.targets[0]!)];

const problem = problemOf(mazur);
const derivation = () => JSON.stringify(derive(problem, problem.model.right, dw1(problem), notations.mazur)).length;

const handTime = median(() => mazurByHand(byHand, gradients));
const loopTime = median(() => inLoops(x, t, layers));
const rows: readonly (readonly [string, number, number?])[] = [
  ["2-2-2 forward and gradient, by hand", handTime],
  ["2-2-2 forward and gradient, on the tape", median(onTape(mazur)), handTime],
  ["4-8-8-2 forward and gradient, in loops", loopTime],
  ["4-8-8-2 forward and gradient, on the tape", median(onTape(deeper)), loopTime],
  ["2-2-2 derivation of dE/dw1 with LaTeX and numbers as JSON", median(derivation)],
  ["2-2-2 model and tape, built anew", median(() => cold(mazur))],
  ["4-8-8-2 model and tape, built anew", median(() => cold(deeper))],
  ["2-2-2 dE/dw1 by every mistake, tapes ready", median(() => everyMistake(problem))],
];

const agrees = Math.abs(onTape(deeper)() - inLoops(x, t, layers)) < 1e-12;
if (!agrees) throw new Error("the tape and the loops differ");
console.table(
  rows.map(([what, time, base]) => ({
    what,
    µs: Number(time.toPrecision(4)),
    ratio: base && Number((time / base).toFixed(2)),
  })),
);
