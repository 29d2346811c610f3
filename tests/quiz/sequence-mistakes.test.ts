import { describe, expect, test } from "vitest";
import type { AttentionDocument } from "#engine/families/attention.ts";
import type { EmbeddingDocument } from "#engine/families/embedding.ts";
import type { RnnDocument } from "#engine/families/rnn.ts";
import type { TiedDocument } from "#engine/families/tied.ts";
import type { MistakeId } from "#quiz/mistakes/index.ts";
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

/** The rows of a table, sample by sample and word by word. */
function throughTable({ config, params }: EmbeddingDocument, dh: Matrix, id: MistakeId) {
  const E = scaled(params["E"] as number[][], 0);
  config.ids.forEach((row, n) => {
    const divisor = config.combine === "mean" && id !== "emb.mean_not_divided" ? row.length : 1;
    const share = dh[n]!.map((d) => d / divisor);
    for (const word of id === "emb.repeat_counted_once" ? new Set(row) : row)
      E[word] = id === "emb.overwrite" ? share : E[word]!.map((g, d) => g + share[d]!);
  });
  return { E };
}

/** Both uses of a tied matrix. */
function throughBothUses({ inputs }: TiedDocument, dz: readonly number[], h: readonly number[], dy: readonly number[]) {
  const encoder = dz.map((d) => inputs.x.map((x) => d * x));
  const decoder = h.map((a) => dy.map((d) => a * d));
  return {
    "shared_weight.encoder_use_only": encoder,
    "shared_weight.decoder_use_only": decoder,
    "shared_weight.average": scaled(added(encoder, decoder), 1 / 2),
  };
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

describe("to a table and a tied matrix, by hand", () => {
  test.each<MistakeId>(["emb.repeat_counted_once", "emb.overwrite", "emb.mean_not_divided"])("%s", (id) => {
    always(randomFamilies.embedding, 100, (document) => {
      const byHand = throughTable(document, rightly(document).gradient("h"), id);
      expect(differences(document, id, byHand)).toEqual([]);
    });
  });

  test.each(["shared_weight.encoder_use_only", "shared_weight.decoder_use_only", "shared_weight.average"] as const)(
    "%s",
    (id) => {
      always(randomFamilies.tied, 100, (document) => {
        const { forward, gradient } = rightly(document);
        const [dz, h, dy] = [gradient("z"), forward("h"), gradient("y")] as unknown as number[][];
        const byHand = { W_total: throughBothUses(document, dz!, h!, dy!)[id] };
        expect(differences(document, id, byHand)).toEqual([]);
      });
    },
  );
});
