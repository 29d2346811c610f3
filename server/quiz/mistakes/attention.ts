import { ONE, sum, times } from "#engine/expression.ts";
import type { Network } from "#engine/network.ts";
import type { Quantity } from "#engine/quantity.ts";
import { type Edge, gradient, local, readers, together, upstream } from "./edges.ts";
import type { Mistake } from "./mistake.ts";

type Step = Pick<Edge, "c" | "q">;

const isScored = ({ c, q }: Step): boolean => c.role === "score" && (q.role === "query" || q.role === "key");
const throughSoftmax = ({ c, q }: Step): boolean => c.role === "attention" && q.role === "score";

/** Scores of rows that see each other; a row that sees only itself gives its weight 1 whatever they are. */
const seesSeveral = (n: Network): boolean => n.withRole("attention").some((a) => a.unit! > 0);

/** A score divided by something else than sqrt 1. */
const isScaled = (n: Network, score: Quantity): boolean => n.definition(score)?.kind === "quotient";
const severalKeys = (n: Network): boolean => n.withRole("key").some((k) => k.unit! > 0);

/** Row and column exchanged. */
const transposed = (n: Network, q: Quantity): Quantity => n.sibling(q, { position: [q.unit!], unit: q.position![0]! })!;

/** dV = A dO: the weights that row j of A gives, where those given to j are meant. */
const valueGradient = (n: Network, v: Quantity) =>
  sum(
    n
      .withRole("attention")
      .filter((a) => a.position![0] === v.position![0])
      .map((a) => times(n.gradient(n.at("context", { position: [a.unit!], unit: v.unit! })!), a)),
  );

/** Mistakes about scores, their softmax and what the rows hand to each other. */
export const attentionMistakes = {
  "attn.omit_scale": {
    priority: 1,
    name: { en: "forgot 1/sqrt(d_k) in the backward pass", zh: "反向漏乘 1/√d_k" },
    remedy: { en: "scores were scaled, so are their gradients", zh: "前向缩放了，反向也要" },
    applies: (n) => severalKeys(n) && n.withRole("score").some((score) => isScaled(n, score)),
    replace: local(({ c, q, right }) => {
      const factor = right.local(c, q);
      return isScored({ c, q }) && factor.kind === "quotient" ? factor.over : undefined;
    }),
  },
  "attn.softmax_diagonal_only": {
    priority: 1,
    name: { en: "row softmax: diagonal only", zh: "行 softmax 只算了对角项" },
    remedy: { en: "dS = A*(dA - rowsum(dA*A))", zh: "dS = A∘(dA − rowsum(dA∘A))" },
    applies: seesSeveral,
    replace: readers((edge) => !throughSoftmax(edge) || edge.c.unit === edge.q.unit),
  },
  "attn.softmax_ignored": {
    priority: 2,
    name: { en: "skipped the softmax", zh: "跳过 softmax 求导" },
    remedy: { en: "go through the softmax Jacobian", zh: "要经过 softmax 的雅可比" },
    applies: (n) => n.withRole("attention").length > 0,
    replace: together(
      readers((edge) => !throughSoftmax(edge) || edge.c.unit === edge.q.unit),
      local((edge) => (throughSoftmax(edge) ? ONE : undefined)),
    ),
  },
  "attn.dv_not_transposed": {
    priority: 2,
    name: { en: "A instead of A^T in dV", zh: "dV 用了 A 而非 A^T" },
    remedy: { en: "dV = A^T dO", zh: "dV = A^T dO" },
    applies: seesSeveral,
    replace: gradient((q, _whole, n) => (q.role === "value" ? valueGradient(n, q) : undefined)),
  },
  "attn.dk_not_transposed": {
    priority: 2,
    name: { en: "dS instead of dS^T in dK", zh: "dK 用了 dS 而非 dS^T" },
    remedy: { en: "dK = dS^T Q", zh: "dK = dS^T Q" },
    applies: seesSeveral,
    replace: upstream(({ c, q, network }) =>
      c.role === "score" && q.role === "key" ? network.gradient(transposed(network, c)) : undefined,
    ),
  },
  "attn.x_only_through_v": {
    priority: 2,
    name: { en: "X counted through V only", zh: "只算了 X 经 V 的路径" },
    remedy: { en: "X feeds Q, K and V: add three terms", zh: "X 同时进 Q、K、V，三项相加" },
    applies: (n) => n.withRole("value").length > 0,
    replace: readers(({ c, q }) => q.role !== "input" || (c.role !== "query" && c.role !== "key")),
  },
} as const satisfies Record<string, Mistake>;
