import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Expression } from "#engine/expression.ts";
import type { NetworkDocument } from "#engine/families/index.ts";
import { complexity, type ComplexityConfig } from "#engine/formulas/complexity.ts";
import { kept, type Stage } from "#engine/formulas/recomputation.ts";
import { problemOf } from "#engine/problem.ts";
import type { Quantity, Role } from "#engine/quantity.ts";
import { ofWidths } from "./odd-shapes.ts";
import { always } from "./random-networks.ts";

const counted = (config: ComplexityConfig) =>
  complexity({ type: "complexity", config }) as Readonly<Record<string, number>>;

/** The products of two quantities in an expression. */
function products(e: Expression): Quantity[][] {
  switch (e.kind) {
    case "sum":
      return e.terms.flatMap(products);
    case "quotient":
      return products(e.over);
    case "product":
      return [e.factors.filter((factor) => factor.kind === "quantity")];
    default:
      return [];
  }
}

const MATRICES: ReadonlySet<Role> = new Set<Role>(["net", "query", "key", "value", "score", "context", "output"]);

/** The products of a network's matrices, forward and, for each factor that has a gradient, backward. */
function productsOf(document: NetworkDocument, readOut?: string) {
  const { network } = problemOf(document);
  const made = network.forward.filter(({ role, tensor }) => MATRICES.has(role) && tensor !== readOut);
  const pairs = made.flatMap((q) => products(network.definition(q)!));
  const factors = pairs.flat();
  const weights = factors.filter(({ role }) => role === "weight").length;
  const inputs = factors.filter(({ role }) => role === "input").length;
  return {
    forward: pairs.length,
    weights,
    others: factors.length - weights,
    hidden: factors.length - weights - inputs,
  };
}

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const vector = (n: number): number[] => range(n).map(() => 1);
const matrix = (rows: number, columns: number): number[][] => range(rows).map(() => vector(columns));
const size = (max: number) => fc.integer({ min: 1, max });
const loss = { name: "half_squared", output_reduction: "sum", batch_reduction: "sum" } as const;

describe("products are those of the graph", () => {
  test("layers of units", () => {
    const sizes = fc.array(size(5), { minLength: 2, maxLength: 5 });
    always(fc.record({ sizes, batch: size(3) }), 50, ({ sizes: widths, batch }) => {
      const graph = productsOf(ofWidths(widths, { activation: "tanh", dropout: undefined }, batch));
      expect(counted({ kind: "mlp", sizes: widths, batch })).toMatchObject({
        macs_forward: graph.forward,
        macs_dW: graph.weights,
        macs_dX_hidden_only: graph.hidden,
        macs_backward: graph.weights + graph.hidden,
      });
    });
  });

  test("a convolution", () => {
    const shape = fc.record({ cin: size(3), cout: size(3), k: size(3), h: size(4), w: size(4), stride: size(2) });
    always(shape, 50, (drawn) => {
      const { cin, cout, k, stride } = drawn;
      const [h, w] = [drawn.h + k, drawn.w + k];
      const answer = counted({ kind: "conv2d", ...drawn, h, w, padding: 0, recompute: 0 });
      const graph = productsOf({
        type: "conv2d",
        config: { stride, padding: 0, upstream: range(cout).map(() => matrix(answer["out_h"]!, answer["out_w"]!)) },
        params: { W: range(cout).map(() => range(cin).map(() => matrix(k, k))), b: vector(cout) },
        inputs: { X: range(cin).map(() => matrix(h, w)) },
      });
      const { forward, weights, others } = graph;
      const backward = { macs_dW: weights, macs_dX: others, macs_backward: weights + others };
      expect(answer).toMatchObject({ macs_forward: forward, ...backward });
    });
  });

  /** A kernel is laid on the padding too, where the graph has no product to make. */
  test("a convolution over padding, by laying the kernel everywhere", () => {
    const shape = fc.record({ k: size(3), h: size(6), w: size(6), stride: size(3), padding: size(2) });
    always(shape, 50, ({ k, h, w, stride, padding }) => {
      const places = (n: number) => {
        let laid = 0;
        for (let at = -padding; at + k <= n + padding; at += stride) laid++;
        return laid;
      };
      fc.pre(places(h) > 0 && places(w) > 0);
      const { out_h, out_w, macs_forward } = counted({ kind: "conv2d", cin: 2, cout: 3, k, h, w, stride, padding });
      expect([out_h, out_w, macs_forward]).toEqual([places(h), places(w), 3 * places(h) * places(w) * 2 * k * k]);
    });
  });

  test("attention with one head", () => {
    always(fc.record({ T: size(4), d: size(4) }), 30, ({ T, d }) => {
      const W = matrix(d, d);
      const { forward, weights, others } = productsOf({
        type: "attention",
        config: { scale: true, causal: false, loss },
        params: { Wq: W, Wk: W, Wv: W, Wo: W },
        inputs: { X: matrix(T, d) },
        targets: matrix(T, d),
      });
      const backward = { macs_dW: weights, macs_dX: others, macs_backward: weights + others };
      expect(counted({ kind: "attention", T, d, heads: 1, recompute: 0 })).toMatchObject({
        macs_forward: forward,
        ...backward,
      });
    });
  });

  test.each([
    ["rnn", 1],
    ["lstm", 4],
  ] as const)("%s", (kind, blocks) => {
    always(fc.record({ n: size(3), H: size(3), T: size(4) }), 30, ({ n, H, T }) => {
      const common = {
        config: { output: "last", activation: "tanh", loss } as const,
        params: {
          Wx: matrix(blocks * H, n),
          Wh: matrix(blocks * H, H),
          b: vector(blocks * H),
          V: matrix(1, H),
          c: [1],
        },
        targets: [[1]],
      };
      const inputs = { x: matrix(T, n), h0: vector(H) };
      const document =
        kind === "rnn"
          ? { ...common, type: kind, inputs }
          : { ...common, type: kind, inputs: { ...inputs, c0: vector(H) } };
      const { forward, weights, hidden } = productsOf(document, "y");
      expect(counted({ kind, n, H, T, recompute: 0 })).toMatchObject({
        macs_forward: forward,
        macs_dW: weights,
        macs_dX_hidden_only: hidden,
        macs_backward: weights + hidden,
      });
    });
  });
});

/** A machine that computes a chain stage by stage, with what lies in its memory. */
class Machine {
  private readonly memory: Map<string, number>;
  private readonly stages: readonly Stage[];

  constructor(start: number, stages: readonly Stage[]) {
    this.memory = new Map([["state 0", start]]);
    this.stages = stages;
  }

  get filled(): number {
    return [...this.memory.values()].reduce((a, b) => a + b, 0);
  }

  /** Computes what is missing of some stages, and answers at what cost. */
  compute([first, end]: readonly [number, number]): number {
    let cost = 0;
    this.stages.slice(first, end).forEach(({ state, inner, again }, i) => {
      const [there, beside] = [`state ${first + i + 1}`, `inner ${first + i}`];
      if (this.memory.has(there) && (inner === 0 || this.memory.has(beside))) return;
      cost += again;
      this.memory.set(there, state).set(beside, inner);
    });
    return cost;
  }

  /** Forgets some stages but for the state they end in. */
  forget([first, end]: readonly [number, number]): void {
    for (let i = first; i < end; i++) this.memory.delete(`inner ${i}`);
    for (let i = first + 1; i < end; i++) this.memory.delete(`state ${i}`);
  }
}

function run(start: number, stages: readonly Stage[], every: number) {
  const machine = new Machine(start, stages);
  const step = every === 0 ? stages.length : every;
  const stretches = range(Math.ceil(stages.length / step)).map(
    (k) => [k * step, Math.min((k + 1) * step, stages.length)] as const,
  );
  const forget = (stretch: readonly [number, number]) => every > 0 && machine.forget(stretch);
  for (const stretch of stretches) {
    machine.compute(stretch);
    forget(stretch);
  }
  const stored = machine.filled;
  let [most, again] = [stored, 0];
  for (const stretch of stretches.toReversed()) {
    again += machine.compute(stretch);
    most = Math.max(most, machine.filled);
    forget(stretch);
  }
  return { macs_recomputed: again, stored_activations: stored, peak_activations: most };
}

describe("memory", () => {
  const stage = fc.record({ state: size(9), inner: fc.constantFrom(0, 0, 3, 7), again: size(20) });

  test("is that of a machine that keeps and forgets", () => {
    const chain = fc.record({
      start: size(9),
      stages: fc.array(stage, { minLength: 1, maxLength: 12 }),
      every: fc.nat(14),
    });
    always(chain, 300, ({ start, stages, every }) => {
      expect(kept(start, stages, every)).toEqual(run(start, stages, every));
    });
  });

  /** Sixteen layers of ten units, counted by hand: 17 vectors, 100 products a layer. */
  test.each([
    [0, { macs_recomputed: 0, stored_activations: 170, peak_activations: 170 }],
    [1, { macs_recomputed: 0, stored_activations: 170, peak_activations: 170 }],
    [4, { macs_recomputed: 1200, stored_activations: 50, peak_activations: 80 }],
    [16, { macs_recomputed: 1500, stored_activations: 20, peak_activations: 170 }],
  ])("of sixteen equal layers, every %i-th kept", (recompute, want) => {
    const sizes = range(17).map(() => 10);
    expect(counted({ kind: "mlp", sizes, batch: 1, recompute })).toMatchObject(want);
  });

  test("is least at the root of the number of layers", () => {
    const sizes = range(65).map(() => 1);
    const peaks = range(64).map(
      (i) => counted({ kind: "mlp", sizes, batch: 1, recompute: i + 1 })["peak_activations"]!,
    );
    expect(peaks.indexOf(Math.min(...peaks)) + 1).toBe(8);
  });

  /** T = 6, d = 4, two heads: 24 numbers for rows, 72 for both attention matrices. */
  test.each([
    [0, { macs_recomputed: 0, stored_activations: 6 * 24 + 72, peak_activations: 216 }],
    [1, { macs_recomputed: 3 * 96 + 2 * 144, stored_activations: 48, peak_activations: 216 }],
  ])("of attention, recompute %i", (recompute, want) => {
    expect(counted({ kind: "attention", T: 6, d: 4, heads: 2, recompute })).toMatchObject(want);
  });

  /** Two maps of 3 x 3 by kernels of 2 x 2 over one of 4 x 4. */
  test.each([
    [0, { macs_recomputed: 0, stored_activations: 16 + 18, peak_activations: 34 }],
    [1, { macs_recomputed: 72, stored_activations: 16, peak_activations: 34 }],
  ])("of a convolution, recompute %i", (recompute, want) => {
    const config = { kind: "conv2d", cin: 1, cout: 2, k: 2, h: 4, w: 4, stride: 1, padding: 0 } as const;
    expect(counted({ ...config, recompute })).toMatchObject(want);
  });

  /** Four steps, two inputs, three units: 8 inputs, h of 3 and c of 3 five times, four gates of 3 a step. */
  test.each([
    ["rnn", 0, { macs_recomputed: 0, stored_activations: 8 + 15, peak_activations: 23 }],
    ["rnn", 2, { macs_recomputed: 2 * 15, stored_activations: 8 + 9, peak_activations: 20 }],
    ["lstm", 0, { macs_recomputed: 0, stored_activations: 8 + 30 + 48, peak_activations: 86 }],
    ["lstm", 2, { macs_recomputed: 4 * 60, stored_activations: 8 + 18, peak_activations: 26 + 24 + 6 }],
  ] as const)("of %s, recompute %i", (kind, recompute, want) => {
    expect(counted({ kind, n: 2, H: 3, T: 4, recompute })).toMatchObject(want);
  });
});
