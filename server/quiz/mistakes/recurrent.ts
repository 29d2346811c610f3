import { ONE, operands, partial } from "#engine/expression.ts";
import { functionOf, type Network } from "#engine/network.ts";
import { isParameter, type Quantity, type Role } from "#engine/quantity.ts";
import { type Edge, hasEdge, isSquareMatrix, local, mirrored, readers, slope, together } from "./edges.ts";
import type { Mistake } from "./mistake.ts";

type Step = Pick<Edge, "c" | "q">;

const STATES: ReadonlySet<Role> = new Set<Role>(["activation", "hidden state", "cell"]);

/** What one step of time hands to the next, or to the first from before it. */
const isState = (q: Quantity): boolean => STATES.has(q.role) || (q.role === "input" && q.time === undefined);

const acrossTime = ({ c, q }: Step): boolean => c.time !== undefined && isState(q) && (q.time ?? -1) < c.time;

/** The weight through which a state enters a net input of the next step. */
function recurrentWeight({ c, q, network }: Omit<Edge, "right">): Quantity | undefined {
  if (c.role !== "net" || !acrossTime({ c, q })) return undefined;
  const factor = partial(network.partOf(c, q), q);
  return factor.kind === "quantity" && factor.role === "weight" ? factor : undefined;
}

function transposedWeight(edge: Omit<Edge, "right">): Quantity | undefined {
  const w = recurrentWeight(edge);
  return w && isSquareMatrix(edge.network, w) ? mirrored(edge.network, w) : undefined;
}

const lastStep = (n: Network): number => n.outputs.at(-1)?.[0]?.time ?? -1;

/** One of the steps at which a parameter of the cell is used; the read-out y = V h + c is apart. */
const usesInCell = ({ c, q }: Step): boolean => c.role === "net" && c.time !== undefined && isParameter(q);

/** h of the same step, where a net input of the cell reads h of the step before. */
const ownState = (n: Network, z: Quantity, before: Quantity): Quantity | undefined => {
  const place = { unit: before.unit!, time: z.time! };
  return before.role === "detached" || acrossTime({ c: z, q: before })
    ? (n.at("hidden state", place) ?? n.at("activation", place))
    : undefined;
};

const isReadBeforeTheNextStep = ({ c, q, network }: Omit<Edge, "right">): boolean =>
  c.role === "output" && network.readers(q).some((later) => acrossTime({ c: later, q }));

/** Mistakes about what passes from one step of time to another. */
export const recurrentMistakes = {
  "rnn.last_step_only": {
    priority: 1,
    name: { en: "only the last time step contributes to dW", zh: "只算最后一步对权重的贡献" },
    remedy: { en: "the same W is used at every step: sum over t", zh: "同一 W 每步都用，要对 t 求和" },
    applies: (n) => hasEdge(n, (edge) => usesInCell(edge) && edge.c.time! < lastStep(n)),
    replace: readers((edge) => !usesInCell(edge) || edge.c.time === lastStep(edge.network)),
  },
  "rnn.no_bptt": {
    priority: 1,
    name: { en: "no gradient through h_{t-1}", zh: "没有沿时间反传" },
    remedy: { en: "dh_{t-1} += Wh^T dz_t", zh: "dh_{t-1} 还要加 Wh^T dz_t" },
    applies: (n) => hasEdge(n, acrossTime),
    replace: readers((edge) => !acrossTime(edge)),
  },
  "rnn.only_future_gradient": {
    priority: 2,
    name: { en: "dropped the direct loss gradient at inner steps", zh: "中间步漏了本步损失的梯度" },
    remedy: { en: "dh_t = V^T dy_t + Wh^T dz_{t+1}", zh: "dh_t = V^T dy_t + Wh^T dz_{t+1}" },
    applies: (n) => hasEdge(n, isReadBeforeTheNextStep),
    replace: readers((edge) => !isReadBeforeTheNextStep(edge)),
  },
  "rnn.uses_h_t": {
    priority: 2,
    name: { en: "h_t instead of h_{t-1} in dWh", zh: "dWh 用了 h_t" },
    remedy: { en: "dWh = sum dz_t h_{t-1}^T", zh: "dWh = Σ dz_t h_{t-1}^T" },
    applies: (n) =>
      n.forward.some((z) => z.role === "net" && [...operands(n.definition(z)!)].some((q) => ownState(n, z, q))),
    replace: local(({ c, q, right, network }) => {
      if (q.role !== "weight" || !usesInCell({ c, q })) return undefined;
      const before = right.local(c, q);
      return before.kind === "quantity" ? ownState(network, c, before) : undefined;
    }),
  },
  "rnn.wh_not_transposed": {
    priority: 2,
    name: { en: "Wh instead of Wh^T", zh: "Wh 没转置" },
    remedy: { en: "multiply by Wh^T on the way back", zh: "反传时乘 Wh^T" },
    applies: (n) => hasEdge(n, (edge) => transposedWeight(edge) !== undefined),
    replace: local(transposedWeight),
  },
  "rnn.omit_wh_in_recursion": {
    priority: 2,
    name: { en: "forgot Wh between time steps", zh: "时间步之间漏乘 Wh" },
    remedy: { en: "multiply by Wh^T", zh: "要乘 Wh^T" },
    applies: (n) => hasEdge(n, (edge) => recurrentWeight(edge) !== undefined),
    replace: together(
      readers((edge) => !recurrentWeight(edge) || edge.c.unit === edge.q.unit),
      local((edge) => (recurrentWeight(edge) ? ONE : undefined)),
    ),
  },
  "rnn.omit_activation_derivative": {
    priority: 2,
    name: { en: "forgot f' at earlier steps", zh: "较早时间步漏乘 f'" },
    remedy: { en: "each step contributes one f'", zh: "每步都要乘一个 f'" },
    applies: (n) =>
      n.forward.some(
        (a) => a.role === "activation" && (a.time ?? Infinity) < lastStep(n) && functionOf(n, a)?.id !== "identity",
      ),
    replace: slope((a, _z, _f, n) => ((a.time ?? Infinity) < lastStep(n) ? ONE : undefined)),
  },
} as const satisfies Record<string, Mistake>;
