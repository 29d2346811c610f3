import * as fc from "fast-check";
import { type ActivationId, activations } from "#engine/activations.ts";
import type { LossDocument } from "#engine/document.ts";
import type { NetworkDocument } from "#engine/families/index.ts";
import type { GraphDocument, NodeDocument } from "#engine/families/graph.ts";
import { type LossId, losses } from "#engine/losses.ts";
import { type OptimizerId, optimizers } from "#engine/optimizers.ts";
import { problemOf, valuesOf } from "#engine/problem.ts";
import { anyNumbers, matrix, number, several, termsOf } from "./random-networks.ts";

type Type = Exclude<NetworkDocument["type"], "dense">;
type Documents = { readonly [T in Type]: fc.Arbitrary<Extract<NetworkDocument, { readonly type: T }>> };

const from = (min: number, max: number) => fc.integer({ min, max });
const activation = fc.constantFrom(...(Object.keys(activations) as ActivationId[]));
const reduction = fc.constantFrom("sum" as const, "mean" as const);
const eps = fc.constantFrom(1e-5, 1e-3);
/** Losses that take any numbers. */
const lossIds = (Object.keys(losses) as LossId[]).filter((id) => termsOf[id]?.output === undefined);

/** A loss over rows of outputs, and their targets. */
const ending = (rows: number, units: number): fc.Arbitrary<{ loss: LossDocument; targets: number[][] }> =>
  fc.constantFrom(...lossIds).chain((name) =>
    fc.record({
      loss: fc.record({ name: fc.constant(name), output_reduction: reduction, batch_reduction: reduction }),
      targets: several((termsOf[name]?.targets ?? anyNumbers)(units), rows),
    }),
  );

const normalised = (rows: number, features: number) => {
  const after = fc.oneof(
    matrix(rows, features).map((upstream) => ({ config: { upstream }, targets: undefined })),
    fc.tuple(activation, ending(rows, features)).map(([name, { loss, targets }]) => ({
      config: { activation: name, loss },
      targets,
    })),
  );
  const numbers = { gamma: anyNumbers(features), beta: anyNumbers(features), X: matrix(rows, features) };
  return fc.record({ after, eps, ...numbers, flag: fc.boolean(), running: several(anyNumbers(features), 2) });
};

const batchnorm: Documents["batchnorm"] = fc.tuple(from(2, 4), from(1, 3)).chain(([rows, features]) =>
  normalised(rows, features).map((drawn) => ({
    type: "batchnorm",
    config: {
      eps: drawn.eps,
      momentum: 0.1,
      ...drawn.after.config,
      ...(drawn.flag ? { running_mean: drawn.running[0]!, running_var: drawn.running[1]! } : {}),
    },
    params: { gamma: drawn.gamma, beta: drawn.beta },
    inputs: { X: drawn.X },
    targets: drawn.after.targets,
  })),
);

const layernorm: Documents["layernorm"] = fc.tuple(from(1, 3), from(2, 4)).chain(([rows, features]) =>
  normalised(rows, features).map((drawn) => ({
    type: "layernorm",
    config: { eps: drawn.eps, rms: drawn.flag, ...drawn.after.config },
    params: { gamma: drawn.gamma, ...(drawn.flag ? {} : { beta: drawn.beta }) },
    inputs: { X: drawn.X },
    targets: drawn.after.targets,
  })),
);

const softmaxVjp: Documents["softmax_vjp"] = from(1, 4).chain((classes) =>
  fc.record({ upstream: anyNumbers(classes), z: anyNumbers(classes) }).map(({ upstream, z }) => ({
    type: "softmax_vjp",
    config: { upstream },
    params: {},
    inputs: { z },
  })),
);

const sequence = (blocks: number) =>
  fc
    .record({
      steps: from(1, 3),
      width: from(1, 2),
      units: from(1, 2),
      outputs: from(1, 2),
      output: fc.constantFrom("last" as const, "all" as const),
    })
    .chain(({ steps, width, units, outputs, output }) =>
      fc.record({
        output: fc.constant(output),
        after: ending(output === "all" ? steps : 1, outputs),
        Wx: matrix(blocks * units, width),
        Wh: matrix(blocks * units, units),
        b: several(anyNumbers(blocks * units), 2),
        V: matrix(outputs, units),
        c: anyNumbers(outputs),
        x: matrix(steps, width),
        states: several(anyNumbers(units), 2),
        detached: fc.subarray(Array.from({ length: steps }, (_, t) => t)),
        activation,
      }),
    );

const rnn: Documents["rnn"] = sequence(1).map(({ output, after, Wx, Wh, b, V, c, x, states, detached, ...drawn }) => ({
  type: "rnn",
  config: { activation: drawn.activation, output, loss: after.loss, detach_before: detached },
  params: { Wx, Wh, b: b[0]!, V, c },
  inputs: { x, h0: states[0]! },
  targets: after.targets,
}));

const lstm: Documents["lstm"] = sequence(4).map(({ output, after, Wx, Wh, b, V, c, x, states }) => ({
  type: "lstm",
  config: { output, loss: after.loss },
  params: { Wx, Wh, b: b[0]!, V, c },
  inputs: { x, h0: states[0]!, c0: states[1]! },
  targets: after.targets,
}));

const gru: Documents["gru"] = sequence(3).map(({ output, after, Wx, Wh, b, V, c, x, states }) => ({
  type: "gru",
  config: { output, loss: after.loss },
  params: { Wx, Wh, bx: b[0]!, bh: b[1]!, V, c },
  inputs: { x, h0: states[0]! },
  targets: after.targets,
}));

const attention: Documents["attention"] = fc
  .record({ rows: from(1, 3), width: from(1, 3), keys: from(1, 2), values: from(1, 2), outputs: from(0, 2) })
  .chain(({ rows, width, keys, values, outputs }) =>
    fc.record({
      after: ending(rows, outputs || values),
      scale: fc.boolean(),
      causal: fc.boolean(),
      Wq: matrix(width, keys),
      Wk: matrix(width, keys),
      Wv: matrix(width, values),
      Wo: outputs ? matrix(values, outputs) : fc.constant(undefined),
      X: matrix(rows, width),
    }),
  )
  .map(({ after, scale, causal, Wq, Wk, Wv, Wo, X }) => ({
    type: "attention",
    config: { scale, causal, loss: after.loss },
    params: { Wq, Wk, Wv, ...(Wo ? { Wo } : {}) },
    inputs: { X },
    targets: after.targets,
  }));

const embedding: Documents["embedding"] = fc
  .record({ entries: from(1, 4), width: from(1, 3), outputs: from(1, 3), samples: from(1, 3), length: from(1, 3) })
  .chain(({ entries, width, outputs, samples, length }) =>
    fc.record({
      after: ending(samples, outputs),
      ids: several(several(from(0, entries - 1), length), samples),
      combine: fc.constantFrom("sum" as const, "mean" as const),
      E: matrix(entries, width),
      W: matrix(outputs, width),
      b: anyNumbers(outputs),
    }),
  )
  .map(({ after, ids, combine, E, W, b }) => ({
    type: "embedding",
    config: { ids, combine, loss: after.loss },
    params: { E, W, b },
    targets: after.targets,
  }));

const tied: Documents["tied"] = fc.tuple(from(1, 3), from(1, 2)).chain(([inputs, units]) =>
  fc
    .record({
      after: ending(1, inputs),
      activation,
      W: matrix(units, inputs),
      b1: anyNumbers(units),
      b2: anyNumbers(inputs),
      x: anyNumbers(inputs),
    })
    .map(({ after, activation: name, W, b1, b2, x }) => ({
      type: "tied",
      config: { activation: name, loss: after.loss },
      params: { W_enc: W, W_dec: W, b1, b2 },
      inputs: { x },
      targets: after.targets,
    })),
);

const unary = ["neg", "inv", "exp", "log", "sqrt", "sigmoid", "tanh", "relu"] as const;
const binary = ["add", "sub", "mul", "div", "max", "min"] as const;

/** A node that reads earlier ones; `pick` chooses them. */
const nodeOf = (op: string, pick: readonly [number, number, number], i: number): NodeDocument => {
  const [a, b] = [pick[0] % i, pick[1] % i];
  if (op === "const") return { op, value: pick[2] / 10 };
  if (op === "pow") return { op, args: [a], n: (pick[2] % 3) + 1 };
  const known = unary.find((id) => id === op);
  return known ? { op: known, args: [a] } : { op: binary.find((id) => id === op)!, args: [a, b] };
};

/** Only graphs whose values and gradients are ordinary numbers. */
const isTame = (document: GraphDocument): boolean => {
  const problem = problemOf(document);
  const { network, model } = problem;
  const asked = [...network.forward, ...network.leaves].filter((q) => q.role !== "constant");
  const values = valuesOf(problem, model.right, [...asked, ...asked.map((q) => network.gradient(q))]);
  return values.every((value) => Math.abs(value) < 100);
};

const graph: Documents["graph"] = fc
  .record({
    x: number,
    y: number,
    nodes: fc.array(
      fc.tuple(fc.constantFrom("const", "pow", ...unary, ...binary), fc.tuple(fc.nat(30), fc.nat(30), fc.nat(30))),
      { minLength: 3, maxLength: 9 },
    ),
  })
  .map(({ x, y, nodes }): GraphDocument => {
    const later = nodes.map(([op, pick], i) => nodeOf(op, pick, i + 2));
    const inputs: NodeDocument[] = [
      { op: "input", name: "x" },
      { op: "input", name: "y" },
    ];
    return { type: "graph", config: { nodes: [...inputs, ...later] }, params: {}, inputs: { x, y } };
  })
  .filter(isTame);

const grid = (size: readonly number[]): fc.Arbitrary<never> =>
  size.reduceRight<fc.Arbitrary<unknown>>((inner, n) => several(inner, n), number) as fc.Arbitrary<never>;

const convolution = (rank: number) =>
  fc
    .record({
      channels: from(1, 2),
      filters: from(1, 2),
      size: several(from(3, rank === 1 ? 6 : 4), rank),
      kernel: several(from(1, 3), rank),
      stride: from(1, 2),
      padding: from(0, 1),
      pool: fc.option(fc.record({ type: fc.constantFrom("max" as const, "avg" as const), stride: from(1, 2) }), {
        nil: undefined,
      }),
    })
    .chain(({ channels, filters, size, kernel, stride, padding, pool }) => {
      const out = size.map((n, d) => Math.floor((n + 2 * padding - kernel[d]!) / stride) + 1);
      const window = Math.min(2, ...out);
      const pooled = pool ? out.map((n) => Math.floor((n - window) / pool.stride) + 1) : out;
      return fc
        .record({
          activation,
          upstream: grid([filters, ...pooled]),
          W: grid([filters, channels, ...kernel]),
          b: anyNumbers(filters),
          X: grid([channels, ...size]),
        })
        .map(({ activation: name, upstream, W, b, X }) => ({
          config: {
            stride,
            padding,
            activation: name,
            upstream,
            ...(pool ? { pool: { ...pool, size: window } } : {}),
          },
          params: { W, b },
          inputs: { X },
        }));
    });

const optimizer = fc.constantFrom(...(Object.keys(optimizers) as OptimizerId[])).map((name) => ({ name, lr: 0.1 }));

const optimQuad: Documents["optim_quad"] = from(1, 3).chain((units) =>
  fc
    .record({ a: anyNumbers(units), c: anyNumbers(units), w: anyNumbers(units), optimizer })
    .map(({ a, c, w, optimizer: by }) => ({
      type: "optim_quad",
      config: { a, c },
      params: { w },
      optimizer: { ...by, steps: 2 },
    })),
);

const optimSeq: Documents["optim_seq"] = fc
  .tuple(from(1, 3), from(1, 4))
  .chain(([units, steps]) =>
    fc
      .record({ w: anyNumbers(units), grad_sequence: matrix(steps, units), optimizer })
      .map(({ w, ...rest }) => ({ type: "optim_seq", params: { w }, ...rest })),
  );

const pointwiseActivation: Documents["pointwise_activation"] = fc
  .record({ name: activation, x: anyNumbers(3) })
  .map(({ name, x }) => ({ type: "pointwise_activation", config: { activation: name }, params: { x } }));

const pointwiseLoss: Documents["pointwise_loss"] = fc
  .constantFrom(...lossIds.filter((id) => losses[id].over === "output"))
  .chain((loss) =>
    fc
      .record({ pred: anyNumbers(3), targets: (termsOf[loss]?.targets ?? anyNumbers)(3) })
      .map(({ pred, targets }) => ({ type: "pointwise_loss", config: { loss }, params: { pred }, targets })),
  );

/** Random small networks of every family but the dense one, which has a file of its own. */
export const randomFamilies: Documents = {
  batchnorm,
  layernorm,
  softmax_vjp: softmaxVjp,
  rnn,
  lstm,
  gru,
  attention,
  embedding,
  tied,
  graph,
  conv1d: convolution(1).map((drawn) => ({ type: "conv1d", ...drawn })),
  conv2d: convolution(2).map((drawn) => ({ type: "conv2d", ...drawn })),
  optim_quad: optimQuad,
  optim_seq: optimSeq,
  pointwise_activation: pointwiseActivation,
  pointwise_loss: pointwiseLoss,
};

/** The families by name, for tables of tests. */
export const familyTable = Object.entries(randomFamilies) as [Type, fc.Arbitrary<NetworkDocument>][];
