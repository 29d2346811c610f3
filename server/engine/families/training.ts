import { DocumentError, expectKnown, type FamilyDocument, type OptimizerDocument } from "../document.ts";
import type { Network } from "../network.ts";
import type { Optimizer } from "../optimizer.ts";
import { isOptimizer, type OptimizerId, optimizers } from "../optimizers.ts";
import type { Quantity } from "../quantity.ts";

/** What the structure of the update depends on. */
export type TrainingShape = {
  readonly optimizer: OptimizerId;
  readonly decays: boolean;
  readonly frozen: readonly string[];
  readonly steps: number;
};

/** Checks the optimizer of a document whose parameters are known to be sound. */
export function readTraining({ optimizer, params }: FamilyDocument): TrainingShape | undefined {
  if (!optimizer) return undefined;
  const row = rowOf(optimizer);
  const { name: _, lr: _lr, steps: _steps, frozen: _frozen, weight_decay: _decay, centered, ...settings } = optimizer;
  if (centered && !row.includes("centered"))
    throw new DocumentError("optimizer.centered", "is not an option of this optimizer");
  expectKnown("optimizer", withoutUndefined(settings), optimizers[row].settings);
  const stray = optimizer.frozen?.find((name) => !Object.hasOwn(params, name));
  if (stray !== undefined) throw new DocumentError("optimizer.frozen", `there is no parameter "${stray}"`);
  return {
    optimizer: row,
    decays: (optimizer.weight_decay ?? 0) !== 0,
    frozen: (optimizer.frozen ?? []).toSorted(),
    steps: optimizer.steps ?? 1,
  };
}

/** The row of the table that a document names: the optimizer, in the variant that its options ask for. */
function rowOf({ name, centered, momentum, lr_decay }: OptimizerDocument): OptimizerId {
  const options: Readonly<Record<string, readonly (string | false)[]>> = {
    adagrad: [lr_decay !== undefined && "lr_decay"],
    rmsprop: [centered === true && "centered", momentum !== undefined && "momentum"],
  };
  const id = [name, ...(options[name] ?? []).filter((option) => option !== false)].join("_");
  if (!isOptimizer(id)) throw new DocumentError("optimizer.name", `unknown optimizer "${name}"`);
  return id;
}

const withoutUndefined = (settings: Record<string, number | undefined>): Record<string, number> =>
  Object.fromEntries(Object.entries(settings).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));

/** Adds the optimizer's settings and its running states to a network. */
export function addTraining(network: Network, shape: TrainingShape): void {
  const optimizer: Optimizer = optimizers[shape.optimizer];
  const setting = (name: string, tensor: string, fallback?: number) =>
    network.given(`optimizer.${name}`, { role: "setting", tensor, index: [] }, fallback);
  const settings = new Map(
    Object.entries(optimizer.settings).map(([name, fallback]) => [name, setting(name, name, fallback)]),
  );
  const names = [...Object.keys(optimizer.states), ...(shape.steps > 1 ? [SUM_OF_GRADIENTS] : [])];
  const states = new Map(network.parameters.map((w) => [w, statesOf(network, optimizer, names, w)]));
  const owners = [...states].flatMap(([w, named]) => [...named].map(([name, q]) => [q, { w, name }] as const));
  network.training = {
    optimizer,
    lr: setting("lr", "eta"),
    settings,
    ...(shape.decays ? { decay: setting("weight_decay", "wd") } : {}),
    clock: network.given("clock", { role: "clock", tensor: "t", index: [] }, 0),
    states,
    owners: new Map(owners),
    frozen: new Set(shape.frozen),
    steps: shape.steps,
  };
}

/** No optimizer needs it; whoever does not clear the gradients between steps keeps it all the same. */
const SUM_OF_GRADIENTS = "gsum";

const statesOf = (
  network: Network,
  optimizer: Optimizer,
  names: readonly string[],
  w: Quantity,
): Map<string, Quantity> =>
  new Map(
    names.map((name) => {
      const { kind: _, id, ...described } = w;
      const start = optimizer.start?.[name] ?? 0;
      return [name, network.given(`state.${name}.${id}`, { ...described, role: "state", tensor: name }, start)];
    }),
  );
