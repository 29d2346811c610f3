import type { DenseDocument } from "#engine/families/dense-shape.ts";

/** A sigmoid network with one sample and half the squared error, read from a document. */
export type Net = {
  readonly x: readonly number[];
  readonly t: readonly number[];
  readonly layers: readonly { readonly W: readonly (readonly number[])[]; readonly b: number | readonly number[] }[];
};

/** One way to compute the loss and its gradient by every parameter, ready to run again and again. */
export type Contender = {
  /** A forward and a backward pass; answers the loss. */
  readonly run: () => number;
  /** The gradient that the last run left, layer by layer: W by rows, then b. */
  readonly gradient: () => number[];
};

export function netOf({ params, inputs, targets }: DenseDocument): Net {
  const depth = Object.keys(params).filter((name) => name.startsWith("W")).length;
  const layers = Array.from({ length: depth }, (_, l) => ({
    W: params[`W${l + 1}`] as number[][],
    b: params[`b${l + 1}`] as number | number[],
  }));
  return { x: inputs.X[0]!, t: targets[0]!, layers };
}

/** Throws unless both arrive at the same loss and the same gradient. */
export function mustAgree(what: string, ours: Contender, other: Contender, tolerance: number): void {
  const [a, b] = [ours, other].map(({ run, gradient }) => [run(), ...gradient()]) as [number[], number[]];
  const isNear = (x: number, y: number | undefined) => y !== undefined && Math.abs(x - y) <= tolerance;
  const agrees = a.length === b.length && a.every((x, i) => isNear(x, b[i]));
  if (!agrees) throw new Error(`${what} differs from the engine:\n${a.join(" ")}\n${b.join(" ")}`);
}
