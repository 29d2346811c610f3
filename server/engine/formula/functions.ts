import { activations } from "../activations.ts";
import { type Call, call, type Expression, type FunctionRow } from "../expression.ts";
import { largest, primitives, softplus } from "../functions.ts";
import type { Network } from "../network.ts";
import type { Quantity } from "../quantity.ts";

const ALIASES: Readonly<Record<string, readonly string[]>> = {
  sigmoid: ["sigmoid", "logistic"],
  log: ["log"],
  round2: ["round", "round_2"],
};

const ARGUMENTS: Readonly<Record<string, number>> = { max: 2, min: 2, select: 3 };

/** The ways to write the name of a function. */
export const spellingsOf = (row: FunctionRow): readonly string[] =>
  row.symbol ? [row.symbol.text, row.symbol.latex, row.id, ...(ALIASES[row.id] ?? [])] : [];

type Writable = { readonly row: FunctionRow; readonly spellings: readonly string[] };

/** The functions that a learner may write, each with its spellings. */
export const writable: readonly Writable[] = [
  ...[...Object.values<FunctionRow>(activations), ...Object.values<FunctionRow>(primitives)]
    .filter((row) => row.symbol !== undefined && row.id !== "positive")
    .map((row) => ({ row, spellings: spellingsOf(row) })),
  { row: primitives.positive, spellings: ["step", "heaviside"] },
];

/** How many arguments a function takes. */
const argumentsOf = (row: FunctionRow): number => ARGUMENTS[row.id] ?? row.value?.length ?? 1;

/** The units that apply a function of one argument to their net input. */
export function unitsOf(network: Network): readonly { readonly net: Quantity; readonly row: FunctionRow }[] {
  return network.withRole("net").flatMap((net) => {
    const unit = unitOf(network, net);
    return unit ? [{ net, row: unit.call.fn }] : [];
  });
}

/** The activation whose function is applied to this net input, and that call. */
function unitOf(network: Network, net: Expression): { readonly a: Quantity; readonly call: Call } | undefined {
  if (net.kind !== "quantity") return undefined;
  for (const a of network.readers(net)) {
    const definition = network.definition(a);
    if (definition?.kind === "call" && definition.args[0] === net && definition.fn.sibling === undefined)
      return { a, call: definition };
  }
  return undefined;
}

/** A function applied, `f` being that of the unit; undefined where it does not take these arguments. */
export function applied(network: Network, row: FunctionRow | "f", args: readonly Expression[]): Call | undefined {
  const unit = args.length === 1 ? unitOf(network, args[0]!) : undefined;
  if (unit && (row === "f" || row === unit.call.fn)) return unit.call;
  if (row === "f") return undefined;
  if (row.id === "max" && args.length !== 2) return call(largest, ...args);
  if (row.id === softplus.id && args.length === 1) return call(softplus, ...args);
  return args.length === argumentsOf(row) ? call(row, ...args) : undefined;
}

/** f'(net): the slope in textbook form, in terms of the unit's own activation where it is one. */
export function slopeOf(network: Network, whole: Call): Expression {
  const unit = unitOf(network, whole.args[0]!);
  return whole.fn.slope(0, whole.args, unit?.call === whole ? unit.a : whole);
}
