import type * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AttentionDocument } from "#engine/families/attention.ts";
import type { GruDocument } from "#engine/families/gru.ts";
import type { LstmDocument } from "#engine/families/lstm.ts";
import type { RnnDocument } from "#engine/families/rnn.ts";
import { problemOf } from "#engine/problem.ts";
import type { MistakeId } from "#quiz/mistakes/index.ts";
import { reasoningOf } from "#quiz/predictions.ts";
import { randomFamilies } from "../engine/random-families.ts";
import { always } from "../engine/random-networks.ts";
import { added, differences, dot, type Matrix, rightly, scaled, times, total, transposed } from "./by-hand.ts";

const slopes: Readonly<Record<string, (a: number) => number>> = {
  identity: () => 1,
  sigmoid: (a) => a * (1 - a),
  tanh: (a) => 1 - a * a,
  relu: (a) => (a > 0 ? 1 : 0),
};

/** Backpropagation through time, as each mistake leaves it. */
function throughTime(document: RnnDocument, id: MistakeId) {
  const { params, inputs, config } = document;
  const { forward, gradient } = rightly(document);
  const [V, Wh] = [params["V"] as number[][], params["Wh"] as number[][]];
  const h = forward("h");
  const last = h.length - 1;
  const dy = config.output === "all" ? gradient("y") : h.map((_, t) => (t === last ? gradient("y")[0]! : []));
  const dz: number[][] = [];
  for (let t = last; t >= 0; t--) {
    const direct = h[t]!.map((_, k) => total(dy[t]!.map((d, j) => V[j]![k]! * d)));
    const later = dz[t + 1];
    const handedBack =
      {
        "rnn.no_bptt": () => direct.map(() => 0),
        "rnn.wh_not_transposed": () => Wh.map((row) => dot(row, later!)),
        "rnn.omit_wh_in_recursion": () => later!,
      }[id as string] ?? (() => transposed(Wh).map((column) => dot(column, later!)));
    const own = id === "rnn.only_future_gradient" && later ? direct.map(() => 0) : direct;
    const dh = later ? own.map((d, k) => d + handedBack()[k]!) : own;
    const slope = id === "rnn.omit_activation_derivative" && later ? () => 1 : slopes[config.activation]!;
    dz[t] = dh.map((d, k) => d * slope(h[t]![k]!));
  }
  const steps = dz.map((_, t) => t).filter((t) => id !== "rnn.last_step_only" || t === last);
  const before = (t: number) => (id === "rnn.uses_h_t" ? h[t]! : t === 0 ? inputs.h0 : h[t - 1]!);
  const outer = (entering: (t: number) => readonly number[]) =>
    added(...steps.map((t) => dz[t]!.map((d) => entering(t).map((x) => d * x))));
  return { Wx: outer((t) => inputs.x[t]!), Wh: outer(before), b: outer(() => [1]).map(([d]) => d!) };
}

/** dS from dA, row by row; a row has no weight on what it may not see. */
function scoreGradient(A: Matrix, dA: Matrix, id: MistakeId, isSeen: (i: number, j: number) => boolean) {
  return A.map((row, i) =>
    row.map((a, j) => {
      if (id === "attn.softmax_ignored") return isSeen(i, j) ? dA[i]![j]! : 0;
      if (id === "attn.softmax_diagonal_only") return a * (1 - a) * dA[i]![j]!;
      return a * (dA[i]![j]! - dot(row, dA[i]!));
    }),
  );
}

/** The matrix equations of attention, as each mistake leaves them. */
function throughAttention(document: AttentionDocument, id: MistakeId) {
  const { X } = document.inputs;
  const { Wq, Wk, Wv } = document.params as Record<string, number[][]>;
  const { forward, gradient } = rightly(document);
  const [Q, K, V, A, dO] = [forward("Q"), forward("K"), forward("V"), forward("A"), gradient("O")];
  const dS = scoreGradient(A, times(dO, transposed(V)), id, (i, j) => !document.config.causal || j <= i);
  const scale = document.config.scale && id !== "attn.omit_scale" ? 1 / Math.sqrt(K[0]!.length) : 1;
  const dQ = scaled(times(dS, K), scale);
  const dK = scaled(times(id === "attn.dk_not_transposed" ? dS : transposed(dS), Q), scale);
  const dV = times(id === "attn.dv_not_transposed" ? A : transposed(A), dO);
  const ways = [
    times(dV, transposed(Wv!)),
    ...(id === "attn.x_only_through_v" ? [] : [times(dQ, transposed(Wq!)), times(dK, transposed(Wk!))]),
  ];
  const into = (d: Matrix) => times(transposed(X), d);
  return { Q: dQ, K: dK, V: dV, Wq: into(dQ), Wk: into(dK), Wv: into(dV), X: added(...ways) };
}

describe("through time, by hand", () => {
  const networks = randomFamilies.rnn
    .filter(({ config }) => config.activation in slopes)
    .map((document) => ({ ...document, config: { ...document.config, detach_before: [] } }));
  test.each<MistakeId>([
    "rnn.last_step_only",
    "rnn.no_bptt",
    "rnn.only_future_gradient",
    "rnn.uses_h_t",
    "rnn.wh_not_transposed",
    "rnn.omit_wh_in_recursion",
    "rnn.omit_activation_derivative",
  ])("%s", (id) => {
    always(networks, 100, (document) => {
      expect(differences(document, id, throughTime(document, id))).toEqual([]);
    });
  });
});

/** One step of a gated cell by itself, from the state in which the steps before it have left it. */
function stepAlone<D extends LstmDocument | GruDocument>(document: D, t: number): D {
  const { forward } = rightly(document);
  const before =
    t === 0 ? {} : { h0: forward("h")[t - 1]!, ...("c0" in document.inputs && { c0: forward("c_t")[t - 1]! }) };
  const inputs = { ...document.inputs, x: [document.inputs.x[t]!], ...before };
  return { ...document, inputs, targets: [document.targets[t]!] };
}

describe.each([
  ["lstm", randomFamilies.lstm],
  ["gru", randomFamilies.gru],
] as const)("in the gates of %s", (_type, documents) => {
  const loss = { name: "half_squared", output_reduction: "sum", batch_reduction: "sum" } as const;
  const networks = (documents as fc.Arbitrary<LstmDocument | GruDocument>)
    .filter(({ config }) => config.output === "all")
    .map((document) => ({ ...document, config: { ...document.config, loss } }));
  const names = ["Wx", "Wh"] as const;

  test("nothing goes back in time: every step has its own gradients only", () => {
    always(networks, 60, (document) => {
      const steps = document.inputs.x.map((_, t) => rightly(stepAlone(document, t)));
      const byHand = Object.fromEntries(names.map((name) => [name, added(...steps.map((s) => s.gradient(name)))]));
      expect(differences(document, "rnn.no_bptt", byHand)).toEqual([]);
    });
  });

  test("the last step only: its own gradients are all there is", () => {
    always(networks, 60, (document) => {
      const last = rightly(stepAlone(document, document.inputs.x.length - 1));
      const byHand = Object.fromEntries(names.map((name) => [name, last.gradient(name)]));
      expect(differences(document, "rnn.last_step_only", byHand)).toEqual([]);
    });
  });
});

describe("through attention, by hand", () => {
  test.each<MistakeId>([
    "attn.omit_scale",
    "attn.softmax_diagonal_only",
    "attn.softmax_ignored",
    "attn.dv_not_transposed",
    "attn.dk_not_transposed",
    "attn.x_only_through_v",
  ])("%s", (id) => {
    always(randomFamilies.attention, 100, (document) => {
      expect(differences(document, id, throughAttention(document, id))).toEqual([]);
    });
  });
});

test("the softmax of attention and that before the loss have mistakes of their own", () => {
  const loss = { name: "softmax_ce", output_reduction: "sum", batch_reduction: "sum" } as const;
  const networks = randomFamilies.attention.map((d) => ({ ...d, config: { ...d.config, loss } }));
  always(networks, 60, (document) => {
    const { network, model } = problemOf(document);
    for (const score of network.withRole("score"))
      for (const weight of network.readers(score)) {
        const { rules } = reasoningOf(problemOf(document), ["softmax.diagonal_only"]);
        expect(rules.local(weight, score)).toEqual(model.right.rules.local(weight, score));
      }
  });
});
