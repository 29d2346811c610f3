import type { Replacement, Rules, Term } from "#engine/chain-rule.ts";
import { type Expression, isConstant, ONE, over, parts, power, sum, times, ZERO } from "#engine/expression.ts";
import { of } from "#engine/functions.ts";
import type { Network } from "#engine/network.ts";
import type { Quantity } from "#engine/quantity.ts";
import { hasEdge, local, upstream } from "./edges.ts";
import type { Mistake } from "./mistake.ts";

/** The arguments of a node, in their order. */
function argumentsOf(n: Network, node: Quantity): readonly Expression[] {
  const [first, second] = parts(n.definition(node)!) as [Expression, Expression];
  // a - b is written a + (-1) b.
  return node.operation === "sub" ? [first, parts(second)[1]!] : parts(n.definition(node)!);
}

/** The arguments of the nodes of a kind that read another node. */
const argumentLists = (n: Network, operation: string): (readonly Expression[])[] =>
  n.forward
    .filter((node) => node.operation === operation)
    .map((node) => argumentsOf(n, node))
    .filter((args) => args.some((arg) => arg.kind === "quantity"));

const has = (operation: string) => (n: Network) => argumentLists(n, operation).length > 0;
const hasAsSecond = (operation: string) => (n: Network) =>
  argumentLists(n, operation).some(([, second]) => second!.kind === "quantity");

type Slope = (arg: Expression, args: readonly Expression[], slot: number) => Expression;

/** A mistake about what the nodes of a kind hand to their arguments; a node may read the same one twice. */
const atNodes = (operations: readonly string[], slope: Slope): Replacement =>
  local(({ c, q, network }) => {
    if (!c.operation || !operations.includes(c.operation)) return undefined;
    const args = argumentsOf(network, c);
    return sum(args.flatMap((arg, slot) => (arg === q ? [slope(arg, args, slot)] : [])));
  });

const UNARY: ReadonlySet<string> = new Set(["neg", "inv", "pow", "exp", "log", "sqrt", "tanh", "sigmoid", "relu"]);
const isUnary = ({ operation }: Quantity): boolean => operation !== undefined && UNARY.has(operation);

const reads = (n: Network, node: Quantity, q: Quantity): number =>
  argumentsOf(n, node).filter((arg) => arg === q).length;

/** What stands as the gradient of q once this node has written its contribution over what was there. */
function overwritten(right: Rules, n: Network, q: Quantity, there: Expression, { reader, share }: Term): Expression {
  const slope = right.local(reader, q);
  if (reader.operation === "max" || reader.operation === "min") return of.select(slope, share, there);
  const second = reads(n, reader, q) > 1 && slope.kind === "sum" ? slope.terms.at(-1) : undefined;
  return second ? times(right.upstream(reader, q), second) : share;
}

/** Mistakes at the nodes of a computation that is written out operation by operation. */
export const graphMistakes = {
  "graph.overwrite": {
    priority: 1,
    name: { en: "overwrote a gradient instead of adding", zh: "多条路径时覆盖而非累加" },
    remedy: { en: "g[i] += contribution", zh: "g[i] += 贡献" },
    applies: (n) => hasEdge(n, ({ c, q }) => c.operation !== undefined && n.readers(q).length + reads(n, c, q) > 2),
    replace: (right, network) => ({
      combine: (q, terms) =>
        terms.every(({ reader }) => reader.operation)
          ? terms.reduceRight<Expression>((there, term) => overwritten(right, network, q, there, term), ZERO)
          : right.combine(q, terms),
    }),
  },
  "graph.add_multiplies": {
    priority: 2,
    name: { en: "multiplied at an add node", zh: "加法节点乘了输入" },
    remedy: { en: "add passes the gradient on unchanged", zh: "加法节点原样传梯度" },
    applies: has("add"),
    replace: atNodes(["add"], (arg) => arg),
  },
  "graph.sub_sign": {
    priority: 2,
    name: { en: "second operand of minus keeps +", zh: "减法第二项忘了负号" },
    remedy: { en: "d(a-b)/db = -1", zh: "a-b 对 b 的导数是 -1" },
    applies: hasAsSecond("sub"),
    replace: atNodes(["sub"], () => ONE),
  },
  "graph.mul_own_input": {
    priority: 1,
    name: { en: "multiplied by its own value at a product node", zh: "乘法节点乘了自己的值" },
    remedy: { en: "multiply by the OTHER factor", zh: "乘的是另一个因子" },
    applies: (n) => argumentLists(n, "mul").some(([a, b]) => a !== b),
    replace: atNodes(["mul"], (arg) => arg),
  },
  "graph.div_sign": {
    priority: 2,
    name: { en: "sign of the denominator's gradient", zh: "分母梯度漏负号" },
    remedy: { en: "d(a/b)/db = -a/b^2", zh: "a/b 对 b 的导数是 -a/b²" },
    applies: hasAsSecond("div"),
    replace: atNodes(["div"], (_arg, [a, b], slot) => (slot === 0 ? over(ONE, b!) : over(a!, power(b!, 2)))),
  },
  "graph.max_both": {
    priority: 2,
    name: { en: "max/min sends the gradient to both inputs", zh: "max/min 把梯度传给了两边" },
    remedy: { en: "only the selected input gets it", zh: "只有被选中的输入得到梯度" },
    applies: (n) => has("max")(n) || has("min")(n),
    replace: atNodes(["max", "min"], () => ONE),
  },
  "graph.no_upstream": {
    priority: 1,
    name: { en: "forgot the upstream gradient", zh: "漏乘上游梯度" },
    remedy: { en: "local derivative times upstream gradient", zh: "局部导数 × 上游梯度" },
    applies: (n) => hasEdge(n, ({ c }) => isUnary(c) && c !== n.loss),
    replace: upstream(({ c }) => (isUnary(c) ? ONE : undefined)),
  },
  "graph.pow_keeps_exponent": {
    priority: 3,
    name: { en: "n x^n instead of n x^(n-1)", zh: "幂次没减 1" },
    remedy: { en: "lower the exponent by one", zh: "指数要减 1" },
    applies: (n) => argumentLists(n, "pow").some(([, exponent]) => !isConstant(exponent!, 0)),
    replace: atNodes(["pow"], (x, [, exponent]) => times(exponent!, power(x, exponent!))),
  },
  "graph.inv_sign": {
    priority: 2,
    name: { en: "d(1/x) = +1/x^2", zh: "1/x 的导数漏负号" },
    remedy: { en: "-1/x^2", zh: "-1/x²" },
    applies: has("inv"),
    replace: atNodes(["inv"], (x) => over(ONE, power(x, 2))),
  },
} as const satisfies Record<string, Mistake>;
