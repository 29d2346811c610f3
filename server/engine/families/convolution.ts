import type { ActivationId } from "../activations.ts";
import {
  DocumentError,
  expectDimensions,
  expectTensors,
  type FamilyDocument,
  measured,
  type Tensor,
} from "../document.ts";
import { call, constant, type Expression, over, sum, times } from "../expression.ts";
import { largest } from "../functions.ts";
import { Network } from "../network.ts";
import type { Quantity, Role } from "../quantity.ts";
import { activated, readActivation } from "./elementwise.ts";
import type { Family } from "./family.ts";
import { defineUpstream } from "./loss.ts";
import { giveBiases, range } from "./tensors.ts";
import { addTraining, readTraining, type TrainingShape } from "./training.ts";

type PoolDocument = { readonly type: "max" | "avg"; readonly size: number; readonly stride: number };

type ConvolutionDocument = FamilyDocument & {
  readonly config: {
    readonly stride: number;
    readonly padding: number;
    readonly activation?: string | undefined;
    readonly pool?: PoolDocument | undefined;
    readonly upstream: Tensor;
  };
  readonly inputs: { readonly X: Tensor };
};

/** Kernels slid along channels of numbers (cross-correlation), then perhaps a function and pooling. */
export type Conv1dDocument = ConvolutionDocument & { readonly type: "conv1d" };
/** The same over channels of pictures. */
export type Conv2dDocument = ConvolutionDocument & { readonly type: "conv2d" };

type Cell = readonly number[];

type Shape = {
  /** Channels and size of X and of W. */
  readonly input: readonly number[];
  readonly kernels: readonly number[];
  readonly stride: number;
  readonly padding: number;
  readonly size: readonly number[];
  readonly activation: ActivationId;
  readonly pool: PoolDocument | undefined;
  readonly pooled: readonly number[] | undefined;
  readonly training: TrainingShape | undefined;
};

const shapeOf =
  (rank: number) =>
  (document: ConvolutionDocument): Shape => {
    const { config, params, inputs } = document;
    const { stride, padding, pool, upstream } = config;
    const input = measured("inputs.X", inputs.X, rank + 1);
    const kernels = measured("params.W", params["W"], rank + 2);
    expectTensors("inputs", inputs, { X: input });
    const [filters, ...kernel] = [kernels[0]!, ...kernels.slice(2)];
    expectTensors("params", params, { W: [filters, input[0]!, ...kernel], b: [filters] });
    const padded = input.slice(1).map((n) => n + 2 * padding);
    const size = slid("params.W", padded, kernel, stride);
    const pooled = pool && slid("config.pool", size, Array<number>(rank).fill(pool.size), pool.stride);
    expectDimensions("config.upstream", upstream, [filters, ...(pooled ?? size)]);
    const activation = readActivation(config.activation);
    return { input, kernels, stride, padding, size, activation, pool, pooled, training: readTraining(document) };
  };

/** How many places a window finds in each direction. */
function slid(path: string, under: readonly number[], window: readonly number[], stride: number): number[] {
  const places = under.map((n, d) => Math.floor((n - window[d]!) / stride) + 1);
  if (!places.every((n) => n >= 1)) throw new DocumentError(path, "is larger than what it slides over");
  return places;
}

/** Every cell of a grid, row by row. */
const cellsOf = (size: readonly number[]): Cell[] =>
  size.reduce<Cell[]>((cells, n) => cells.flatMap((cell) => range(n).map((i) => [...cell, i])), [[]]);

/** The cells of some channels. */
type Maps = ReadonlyMap<string, Quantity>;
const key = (channel: number, cell: Cell): string => [channel, ...cell].join(".");

/** The cell at an offset from where a window lies that has been slid to `at`. */
const slidTo = (at: Cell, stride: number, offset: Cell, padding = 0): Cell =>
  at.map((i, d) => i * stride + offset[d]! - padding);

function build(shaped: Shape): Network {
  const network = new Network();
  const { input, kernels, size, activation, pool } = shaped;
  const [channels, filters] = [input[0]!, kernels[0]!];
  const X = gridOf(channels, input.slice(1), (unit, position, path) =>
    network.given(`inputs.X.${path}`, { role: "input", tensor: "X", index: [unit, ...position], unit, position }),
  );
  const W = cellsOf(kernels).map((index) => giveWeight(network, index as [number, number, ...number[]]));
  const b = giveBiases(network, "b", filters);
  const z = defineMaps(network, "net", "z", filters, size, (unit, position) =>
    sum([...windowOf(shaped, X, W, unit, position), b[unit]!]),
  );
  const f = (unit: number, position: Cell) => activated(network, activation, z.get(key(unit, position))!);
  const a = activation === "identity" ? z : defineMaps(network, "activation", "a", filters, size, f);
  const outputs = pool ? definePool(network, a, pool, filters, shaped.pooled!) : a;
  defineUpstream(network, [...outputs.values()]);
  if (shaped.training) addTraining(network, shaped.training);
  return network;
}

function giveWeight(network: Network, index: readonly [number, number, ...number[]]): Quantity {
  const [unit, source, ...position] = index;
  return network.given(`params.W.${index.join(".")}`, { role: "weight", tensor: "W", index, unit, source, position });
}

const gridOf = (
  channels: number,
  size: readonly number[],
  make: (unit: number, position: Cell, path: string) => Quantity,
): Maps =>
  new Map(
    range(channels).flatMap((unit) =>
      cellsOf(size).map((position) => [key(unit, position), make(unit, position, key(unit, position))] as const),
    ),
  );

const defineMaps = (
  network: Network,
  role: Role,
  tensor: string,
  channels: number,
  size: readonly number[],
  rule: (unit: number, position: Cell) => Expression,
): Maps =>
  gridOf(channels, size, (unit, position, path) => {
    const described = { role, tensor, index: [unit, ...position], unit, position };
    return network.define(`forward.${tensor}.${path}`, described, rule(unit, position));
  });

/** The products of a kernel's weights with what they lie on; on the padding there is nothing. */
function windowOf({ stride, padding }: Shape, X: Maps, W: readonly Quantity[], unit: number, at: Cell): Expression[] {
  return W.flatMap((w) => {
    if (w.unit !== unit) return [];
    const x = X.get(key(w.source!, slidTo(at, stride, w.position!, padding)));
    return x ? [times(w, x)] : [];
  });
}

function definePool(
  network: Network,
  maps: Maps,
  { type, size, stride }: PoolDocument,
  channels: number,
  pooled: readonly number[],
): Maps {
  const window = cellsOf(pooled.map(() => size));
  return defineMaps(network, "pooled", "pool", channels, pooled, (unit, at) => {
    const inside = window.map((offset) => maps.get(key(unit, slidTo(at, stride, offset)))!);
    return type === "max" ? call(largest, ...inside) : over(sum(inside), constant(inside.length));
  });
}

export const conv1d: Family<Conv1dDocument, Shape> = { shape: shapeOf(1), build };
export const conv2d: Family<Conv2dDocument, Shape> = { shape: shapeOf(2), build };
