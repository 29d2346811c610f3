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
  readonly pool: (PoolDocument & { readonly size: number }) | undefined;
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
    const pooled =
      pool &&
      slid(
        "config.pool",
        size,
        size.map(() => pool.size),
        pool.stride,
      );
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

type Map2d = ReadonlyMap<string, Quantity>;
const key = (channel: number, cell: Cell): string => [channel, ...cell].join(".");

function build(shaped: Shape): Network {
  const network = new Network();
  const { input, kernels, size, activation, pool, pooled } = shaped;
  const X = gridOf(input[0]!, input.slice(1), (unit, position, path) =>
    network.given(`inputs.X.${path}`, { role: "input", tensor: "X", index: [unit, ...position], unit, position }),
  );
  const W = cellsOf(kernels).map((index) => {
    const [unit, source, ...position] = index as [number, number, ...number[]];
    const id = `params.W.${index.join(".")}`;
    return network.given(id, { role: "weight", tensor: "W", index, unit, source, position });
  });
  const b = giveBiases(network, "b", kernels[0]!);
  let maps = defineMaps(network, "net", "z", b.length, size, (unit, position) =>
    sum([...windowOf(shaped, X, W, unit, position), b[unit]!]),
  );
  if (activation !== "identity") {
    const z = maps;
    maps = defineMaps(network, "activation", "a", b.length, size, (unit, position) =>
      activated(network, activation, z.get(key(unit, position))!),
    );
  }
  if (pool) maps = definePool(network, maps, pool, b.length, pooled!);
  defineUpstream(network, [...maps.values()]);
  if (shaped.training) addTraining(network, shaped.training);
  return network;
}

const gridOf = (
  channels: number,
  size: readonly number[],
  make: (unit: number, position: Cell, path: string) => Quantity,
): Map2d =>
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
): Map2d =>
  gridOf(channels, size, (unit, position, path) => {
    const described = { role, tensor, index: [unit, ...position], unit, position };
    return network.define(`forward.${tensor}.${path}`, described, rule(unit, position));
  });

/** The products of a kernel's weights with what they lie on; on the padding there is nothing. */
function windowOf({ stride, padding }: Shape, X: Map2d, W: readonly Quantity[], unit: number, at: Cell): Expression[] {
  return W.flatMap((w) => {
    if (w.unit !== unit) return [];
    const under = at.map((i, d) => i * stride + w.position![d]! - padding);
    const x = X.get(key(w.source!, under));
    return x ? [times(w, x)] : [];
  });
}

function definePool(
  network: Network,
  maps: Map2d,
  { type, size, stride }: PoolDocument,
  channels: number,
  pooled: readonly number[],
): Map2d {
  const window = cellsOf(pooled.map(() => size));
  return defineMaps(network, "pooled", "pool", channels, pooled, (unit, at) => {
    const inside = window.map((offset) =>
      maps.get(
        key(
          unit,
          at.map((i, d) => i * stride + offset[d]!),
        ),
      )!,
    );
    return type === "max" ? call(largest, ...inside) : over(sum(inside), constant(inside.length));
  });
}

export const conv1d: Family<Conv1dDocument, Shape> = { shape: shapeOf(1), build };
export const conv2d: Family<Conv2dDocument, Shape> = { shape: shapeOf(2), build };
