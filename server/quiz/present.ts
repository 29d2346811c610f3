import type { Diagram } from "#contract/practice.ts";
import { numberAt } from "#engine/document.ts";
import type { Symbol } from "#engine/expression.ts";
import type { Network } from "#engine/network.ts";
import { notations, symbolOf } from "#engine/notation/index.ts";
import type { Problem } from "#engine/problem.ts";
import { isGradient, isLater, type Quantity } from "#engine/quantity.ts";
import { simplify } from "#engine/simplify.ts";
import { write } from "#engine/write.ts";
import { TOLERANCE } from "./acceptance.ts";
import type { Bilingual } from "./bilingual.ts";
import { conventions } from "./conventions.ts";
import { diagramOf } from "./diagram.ts";
import { openItem } from "./explain.ts";
import type { Item } from "./item.ts";
import { skills } from "./skills.ts";

type Given = { readonly formula: Symbol; readonly note?: Bilingual };

/** Everything of an item that may be seen before it is answered. It is built without the key, and carries no seed. */
export type Presented = Pick<Item, "skill" | "form" | "level" | "notation" | "network"> & {
  readonly skillName: Bilingual;
  readonly ask: Item["ask"] & { readonly symbol: Symbol };
  readonly diagram: Diagram;
  givens: Given[];
  conventions: Bilingual[];
  readonly tolerance: number;
};

export function present(item: Item): Presented {
  const { problem, asked } = openItem(item);
  const notation = notations[item.notation];
  const name = (q: Quantity) => symbolOf(problem.network, notation, q);
  return {
    skill: item.skill,
    form: item.form,
    level: item.level,
    notation: item.notation,
    network: item.network,
    skillName: skills[item.skill]!.name,
    ask: { ...item.ask, symbol: name(asked) },
    diagram: diagramOf(problem, notation),
    givens: givens(problem, asked, name),
    conventions: conventions(item, problem),
    tolerance: TOLERANCE,
  };
}

type Name = (q: Quantity) => Symbol;

const equal = (symbol: Symbol, value: string | Symbol): Symbol => {
  const right = typeof value === "string" ? { text: value, latex: value } : value;
  return { text: `${symbol.text} = ${right.text}`, latex: `${symbol.latex} = ${right.latex}` };
};

/** What no picture carries: functions, loss, settings, and the numbers of a batch. */
function givens(problem: Problem, asked: Quantity, name: Name): Given[] {
  const { network, document } = problem;
  const rate = network.training?.lr;
  const settings = network.leaves.filter((q) => q.role === "setting" && (q !== rate || showsRate(network, asked)));
  const perSample = ["input", "target", "mask"] as const;
  const batch = network.outputs.length > 1 ? perSample.flatMap((role) => network.withRole(role)) : [];
  return [
    ...functionRules(problem, name).map((formula) => ({ formula })),
    ...lossRules(problem, name).map((formula) => ({ formula })),
    ...[...batch, ...settings].map((q) => ({
      formula: equal(name(q), String(numberAt(document, q.id) ?? network.fallback(q))),
    })),
  ];
}

/** The rate belongs to an update; and whoever goes back through updated weights must be able to make that mistake. */
const showsRate = (network: Network, asked: Quantity): boolean =>
  isLater(asked) || (isGradient(asked) && network.widths.length > 2);

/** out = f(net) of each layer, by its first unit. */
function functionRules({ network }: Problem, name: Name): Symbol[] {
  return network.widths.slice(1).flatMap((_, i) => {
    const a = network.at("activation", { layer: i + 1, unit: 0, sample: 0 })!;
    const h = network.at("signal", { layer: i + 1, unit: 0, sample: 0 });
    return [a, ...(h ? [h] : [])].map((q) => equal(name(q), write(simplify(network.definition(q)!), name)));
  });
}

/** The loss and its parts, each part by its first case. */
function lossRules({ network }: Problem, name: Name): Symbol[] {
  const firsts = ["error", "sample loss", "data loss", "penalty"] as const;
  const parts = firsts.flatMap((role) => network.withRole(role).slice(0, 1));
  return [...parts, network.loss].map((q) => equal(name(q), write(simplify(network.definition(q)!), name)));
}
