import type { Contender, Net } from "./contender.ts";

/** A layer in typed arrays: the weights row by row, the biases, the activations, the deltas, and the gradients. */
type Layer = Readonly<Record<"w" | "b" | "a" | "d" | "gw" | "gb", Float64Array>>;

const s = (x: number): number => 1 / (1 + Math.exp(-x));

function forward(inputs: Float64Array, { w, b, a }: Layer): void {
  for (let j = 0, k = 0; j < a.length; j++) {
    let z = b[j]!;
    for (let i = 0; i < inputs.length; i++) z += w[k++]! * inputs[i]!;
    a[j] = s(z);
  }
}

function lossAndDeltas({ a, d }: Layer, t: Float64Array): number {
  let loss = 0;
  for (let j = 0; j < t.length; j++) {
    const out = a[j]!;
    loss += 0.5 * (t[j]! - out) ** 2;
    d[j] = (out - t[j]!) * out * (1 - out);
  }
  return loss;
}

function gradients(inputs: Float64Array, { d, gw, gb }: Layer): void {
  for (let j = 0, k = 0; j < d.length; j++) {
    for (let i = 0; i < inputs.length; i++) gw[k++] = d[j]! * inputs[i]!;
    gb[j] = d[j]!;
  }
}

function handBack({ w, d }: Layer, under: Layer): void {
  const width = under.a.length;
  for (let i = 0; i < width; i++) {
    let sum = 0;
    for (let j = 0; j < d.length; j++) sum += d[j]! * w[j * width + i]!;
    under.d[i] = sum * under.a[i]! * (1 - under.a[i]!);
  }
}

/** A dense network in loops over typed arrays, as one writes a small library; every unit has its own bias. */
export function loops(net: Net): Contender {
  const [x, t] = [Float64Array.from(net.x), Float64Array.from(net.t)];
  const layers = net.layers.map(({ W, b }): Layer => {
    const [w, own] = [Float64Array.from(W.flat()), Float64Array.from([b].flat())];
    const units = () => new Float64Array(W.length);
    return { w, b: own, a: units(), d: units(), gw: new Float64Array(w.length), gb: units() };
  });
  const inputs = [x, ...layers.map(({ a }) => a)];
  const run = () => {
    for (let l = 0; l < layers.length; l++) forward(inputs[l]!, layers[l]!);
    const loss = lossAndDeltas(layers.at(-1)!, t);
    for (let l = layers.length - 1; l > 0; l--) handBack(layers[l]!, layers[l - 1]!);
    for (let l = 0; l < layers.length; l++) gradients(inputs[l]!, layers[l]!);
    return loss;
  };
  return { run, gradient: () => layers.flatMap(({ gw, gb }) => [...gw, ...gb]) };
}
