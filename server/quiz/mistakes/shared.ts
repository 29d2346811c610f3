import { constant, type Expression, ONE, over, partial } from "#engine/expression.ts";
import type { Network } from "#engine/network.ts";
import type { Quantity } from "#engine/quantity.ts";
import { type Edge, gradient, hasEdge, local, readers, together } from "./edges.ts";
import type { Mistake } from "./mistake.ts";

/** The step from a row of a table to the sum or the mean of the rows that a sample looks up. */
const isLookUp = ({ c, q }: Pick<Edge, "c" | "q">): boolean => c.role === "pooled" && q.role === "weight";

/** How many a mean is taken of; 1 for a sum. */
const divisor = (n: Network, pooled: Quantity): number => {
  const definition = n.definition(pooled);
  return definition?.kind === "quotient" && definition.under.kind === "constant" ? Number(definition.under.text) : 1;
};

/** How often one sample looks the same row up: 1 + 1 + ..., perhaps over the number of rows. */
const timesLookedUp = (n: Network, c: Quantity, q: Quantity): number => {
  const slope = partial(n.partOf(c, q), q);
  const ones = slope.kind === "quotient" ? slope.over : slope;
  return ones.kind === "sum" ? ones.terms.length : 1;
};

/** dh/dE as if the row had been looked up once. */
const once = ({ c, q, network }: Edge): Expression | undefined => {
  if (!isLookUp({ c, q })) return undefined;
  const rows = divisor(network, c);
  return rows > 1 ? over(ONE, constant(rows)) : ONE;
};

/** The places where one matrix is used, in the order of the forward pass. */
const usesOf = (n: Network, w: Quantity): readonly Quantity[] =>
  n.readers(w).filter((copy) => w.role === "weight" && copy.role === "copy");

const isTied = (n: Network): boolean => n.parameters.some((w) => usesOf(n, w).length > 1);

/** Mistakes about weights that are used more than once: rows of a table, and tied matrices. */
export const sharedMistakes = {
  "emb.repeat_counted_once": {
    priority: 2,
    name: { en: "a repeated token counted once", zh: "重复的词只算一次" },
    remedy: { en: "every occurrence adds its gradient", zh: "每次出现都要累加" },
    applies: (n) => hasEdge(n, ({ c, q }) => isLookUp({ c, q }) && timesLookedUp(n, c, q) > 1),
    replace: local(once),
  },
  "emb.overwrite": {
    priority: 2,
    name: { en: "overwrote instead of accumulating", zh: "覆盖而不是累加" },
    remedy: { en: "use +=", zh: "用 += 累加" },
    applies: (n) =>
      hasEdge(n, ({ c, q }) => isLookUp({ c, q }) && (n.readers(q).length > 1 || timesLookedUp(n, c, q) > 1)),
    replace: together(
      readers(({ c, q, network }) => !isLookUp({ c, q }) || c === network.readers(q).at(-1)),
      local(once),
    ),
  },
  "emb.mean_not_divided": {
    priority: 2,
    name: { en: "mean pooling not divided by m", zh: "平均池化没除以 m" },
    remedy: { en: "each token gets dh/m", zh: "每个词得到 dh/m" },
    applies: (n) => hasEdge(n, ({ c, q }) => isLookUp({ c, q }) && divisor(n, c) > 1),
    replace: local(({ c, q, right }) => {
      const slope = right.local(c, q);
      return isLookUp({ c, q }) && slope.kind === "quotient" ? slope.over : undefined;
    }),
  },
  "shared_weight.encoder_use_only": {
    priority: 2,
    name: { en: "tied weight: only the first use", zh: "共享权重只算第一次使用" },
    remedy: { en: "add the gradients of all uses", zh: "所有使用处的梯度相加" },
    applies: isTied,
    replace: readers(({ c, q, network }) => c.role !== "copy" || c === usesOf(network, q)[0]),
  },
  "shared_weight.decoder_use_only": {
    priority: 2,
    name: { en: "tied weight: only the second use", zh: "共享权重只算第二次使用" },
    remedy: { en: "add the gradients of all uses", zh: "所有使用处的梯度相加" },
    applies: isTied,
    replace: readers(({ c, q, network }) => c.role !== "copy" || c === usesOf(network, q)[1]),
  },
  "shared_weight.average": {
    priority: 3,
    name: { en: "tied weight: averaged", zh: "共享权重取平均" },
    remedy: { en: "sum, not mean", zh: "求和而非平均" },
    applies: isTied,
    replace: gradient((q, whole, n) => {
      const uses = usesOf(n, q).length;
      return uses > 1 ? over(whole, constant(uses)) : undefined;
    }),
  },
} as const satisfies Record<string, Mistake>;
