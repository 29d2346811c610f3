import { DocumentError, type GradientCheckDocument, numberAt, withNumberAt } from "#engine/document.ts";
import { decimal, fraction } from "#engine/numbers.ts";
import { type Problem, problemOf, type Reasoning, valuesOf, valuesOver } from "#engine/problem.ts";
import type { Network } from "#engine/network.ts";
import type { Quantity } from "#engine/quantity.ts";
import { trainFor } from "#engine/training.ts";
import { reasoningOf, valueUnder } from "./predictions.ts";

/** A tensor of values: a number where the tensor is one, null where a value is undefined. */
type Nested<T> = T | null | Nested<T>[];
export type Values = Nested<number>;
export type Named<T> = Record<string, Nested<T>>;

/** The fields of the reference format: same names, same shapes. */
export type ReferenceFields = Fields<number> & {
  trajectory?: { t: number; loss_before: Values; params_after: Named<number> }[];
  exact?: Omit<Fields<string>, "forward">;
  agh?: { delta_output: Values; updated: Named<number> } & { [deltas: string]: Values | Named<number> };
  gradcheck?: Record<"loss_plus" | "loss_minus" | "numeric" | "analytic" | "relative_error", Values>;
};

type Fields<T> = {
  forward: Named<T>;
  loss: Nested<T>;
  grads: Named<T>;
  deltas?: Named<T>;
  running?: Named<T>;
  updated?: Named<T>;
  loss_after?: Nested<T>;
};

/** Answers the values of some quantities, null where there is none. */
type Reader<T> = (wanted: readonly Quantity[]) => (T | null)[];

export function referenceFields(problem: Problem): ReferenceFields {
  const { document, network } = problem;
  const { right } = problem.model;
  const read: Reader<number> = (wanted) => valuesOf(problem, right, wanted).map(finite);
  const after = network.training ? { loss_after: finite(valueUnder(problem, right, network.lossAfter)) } : {};
  return {
    ...fieldsOf(problem, read),
    ...after,
    ...(network.training && network.training.steps > 1 ? { trajectory: trajectoryOf(problem) } : {}),
    ...(document.rational ? { exact: exactFields(problem) } : {}),
    ...(document.type === "dense" && document.agh ? { agh: aghFields(problem) } : {}),
    ...(document.gradcheck ? { gradcheck: gradientCheck(problem, document.gradcheck) } : {}),
  };
}

export const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

function fieldsOf<T>({ network }: Problem, read: Reader<T>): Fields<T> {
  const parameters = listed(network, "params");
  const forward = listed(network, "forward");
  const nets = forward.filter(([, q]) => q.role === "net");
  const differentiable = [...parameters, ...listed(network, "inputs"), ...forward.filter(hasGradient)];
  const values = (entries: readonly Entry[]) => tensors(entries, read);
  const gradients = (entries: readonly Entry[]) => tensors(entries, gradientReader(network, read));
  const running = listed(network, "running");
  return {
    forward: values(forward),
    loss: read([network.loss])[0]!,
    grads: gradients(differentiable),
    ...(nets.length > 0 ? { deltas: gradients(nets) } : {}),
    ...(running.length > 0 ? { running: values(running) } : {}),
    ...(network.training ? { updated: values(parameters.map(([path, q]) => [path, network.later(q)])) } : {}),
  };
}

/** A path without its kind, such as `W1.0.1`, and the quantity there. */
type Entry = readonly [path: string, q: Quantity];

/** The quantities of a kind that the reference format lists. */
export const listed = ({ paths }: Network, kind: "params" | "inputs" | "forward" | "running"): Entry[] =>
  [...paths].flatMap(([path, q]) =>
    path.startsWith(`${kind}.`) && !q.inner ? [[path.slice(kind.length + 1), q]] : [],
  );

/** Net inputs have deltas; the parts of the loss, and the probabilities inside it, are not differentiated by. */
const hasGradient = ([path, { role }]: Entry): boolean =>
  role !== "net" && role !== "probability" && !/^(loss_per_\w+|data_loss|reg_loss)\b/.test(path);

/** Reads gradients; a constant has none. */
const gradientReader =
  <T>(network: Network, read: Reader<T>): Reader<T> =>
  (wanted) => {
    const moving = wanted.filter((q) => q.role !== "constant");
    const values = read(moving.map((q) => network.gradient(q)));
    const byQuantity = new Map(moving.map((q, i) => [q, values[i]!]));
    return wanted.map((q) => byQuantity.get(q) ?? null);
  };

/** Gathers scalars into the tensors that their paths name. */
function tensors<T>(entries: readonly Entry[], read: Reader<T>): Named<T> {
  const values = read(entries.map(([, q]) => q));
  const named: Named<T> = {};
  entries.forEach(([path], i) => {
    const [tensor, ...index] = path.split(".") as [string, ...string[]];
    if (index.length === 0) named[tensor] = values[i]!;
    else place((named[tensor] ??= []) as Nested<T>[], index.map(Number), values[i]!);
  });
  return named;
}

function place<T>(into: Nested<T>[], [first, ...rest]: readonly number[], value: T | null): void {
  if (rest.length === 0) into[first!] = value;
  else place((into[first!] ??= []) as Nested<T>[], rest, value);
}

function trajectoryOf(problem: Problem): NonNullable<ReferenceFields["trajectory"]> {
  const { network } = problem;
  const parameters = listed(network, "params");
  const steps: NonNullable<ReferenceFields["trajectory"]> = [];
  trainFor(problem, problem.model.right, network.training!.steps, (t, { lossBefore, after }) => {
    const params_after = tensors(parameters, (qs) => qs.map((q) => finite(after(q))));
    steps.push({ t, loss_before: finite(lossBefore), params_after });
  });
  return steps;
}

/** A fraction's length doubles with every step, so only a short run is worked out exactly. */
const MOST_EXACT_STEPS = 2;

function exactFields(problem: Problem): NonNullable<ReferenceFields["exact"]> {
  const { network } = problem;
  const read: Reader<string> = (wanted) =>
    valuesOver(fraction, problem, problem.model.right, wanted).map((value) => value?.toFraction() ?? null);
  const { forward: _, ...fields } = fieldsOf(problem, read);
  const steps = network.training?.steps ?? 0;
  return steps > 0 && steps <= MOST_EXACT_STEPS ? { ...fields, loss_after: read([network.lossAfter])[0]! } : fields;
}

/**
 * What the tutorial's rule of Case 1 gives: error signals z - y handed back through the weights alone, and the weights
 * after its update. Signals are named by the running numbers of their neurons.
 */
function aghFields(problem: Problem): NonNullable<ReferenceFields["agh"]> {
  const { network } = problem;
  const reasoning = reasoningOf(problem, ["path.agh_rule"]);
  const signals = network.widths.slice(1, -1).map((_, i) => aghSignals(problem, reasoning, i + 1));
  const output = aghSignals(problem, reasoning, network.widths.length - 1)[1];
  const updated = network.training ? listed(network, "params") : [];
  const read: Reader<number> = (wanted) => valuesOf(problem, reasoning, wanted).map(finite);
  return {
    ...Object.fromEntries(signals),
    delta_output: output.length === 1 ? output[0]! : output,
    updated: tensors(
      updated.map(([path, w]) => [path, network.later(w)]),
      read,
    ),
  };
}

function aghSignals(problem: Problem, reasoning: Reasoning, l: number): readonly [string, (number | null)[]] {
  const { network } = problem;
  const units = Array.from({ length: network.widths[l]! }, (_, unit) => unit);
  const before = network.widths.slice(1, l).reduce((a, b) => a + b, 0);
  const gradients = units.map((unit) => network.gradient(network.at("activation", { layer: l, unit, sample: 0 })!));
  const values = valuesOf(problem, reasoning, gradients).map((value) => finite(-value));
  return [`delta_${units.map((unit) => before + unit + 1).join("_")}`, values];
}

/** The gradient of one entry from two values of the loss, beside the exact one; in decimals, since digits cancel. */
function gradientCheck(
  problem: Problem,
  { param, index, h, scheme }: GradientCheckDocument,
): NonNullable<ReferenceFields["gradcheck"]> {
  const { network, document } = problem;
  const path = [param, ...index].join(".");
  const entry = network.find(`params.${path}`);
  if (!entry) throw new DocumentError("gradcheck", `there is no parameter ${path}`);
  const valueAt = numberAt(document, entry.id)!;
  const lossAt = (shift: number) => {
    const moved = problemOf(withNumberAt(document, entry.id, Number((valueAt + shift).toPrecision(15))));
    return valuesOver(decimal, moved, moved.model.right, [moved.network.loss])[0]!;
  };
  const [plus, minus, here] = [lossAt(h), lossAt(-h), lossAt(0)];
  const analytic = valuesOver(decimal, problem, problem.model.right, [network.gradient(entry)])[0]!;
  const numeric = {
    forward: plus.minus(here).div(h),
    central: plus.minus(minus).div(2 * h),
    backward: here.minus(minus).div(h),
  }[scheme];
  const scale = numeric.abs().gt(analytic.abs()) ? numeric.abs() : analytic.abs();
  return {
    loss_plus: finite(plus.toNumber()),
    loss_minus: finite(minus.toNumber()),
    numeric: finite(numeric.toNumber()),
    analytic: finite(analytic.toNumber()),
    relative_error: finite(numeric.minus(analytic).abs().div(scale).toNumber()),
  };
}
