import type { Question } from "#contract/practice.ts";
import { symbolOf } from "#engine/notation/index.ts";
import { inPieces } from "./card-text.ts";
import { conventions } from "./conventions.ts";
import { diagramOf } from "./diagram.ts";
import { notationOf, openItem } from "./explain.ts";
import { givensOf, numbersOf } from "./givens.ts";
import { isOnNetwork, type Item, type NetworkItem } from "./item.ts";
import { formOf } from "./items/index.ts";
import { skills } from "./skills.ts";
import { inputsAlone, toldOf } from "./told.ts";

type OfNetwork = Pick<Question, "ask" | "network" | "diagram" | "givens" | "conventions">;

/** Everything of an item that may be seen before it is answered. It is built without the key, and carries no seed. */
export type Presented = OfNetwork & Pick<Question, "skill" | "skillName" | "level" | "notation" | "task">;

export const present = (item: Item): Presented => ({
  skill: item.skill,
  skillName: skills[item.skill]!.name,
  level: item.level,
  notation: item.notation,
  task: formOf(item).task(item),
  ...(isOnNetwork(item) ? ofNetwork(item) : nothing),
});

const nothing: OfNetwork = { ask: null, network: null, diagram: null, givens: [], conventions: [] };

function ofNetwork(item: NetworkItem): OfNetwork {
  const { problem, asked } = openItem(item);
  const { network: document } = item;
  const notation = notationOf(item);
  const told = toldOf(item);
  const givens = told ? numbersOf(problem, notation) : givensOf(problem, asked, notation);
  return {
    ask: { ...item.ask, symbol: symbolOf(problem.network, notation, asked), ...(told ? { told } : {}) },
    network: told ? inputsAlone(document) : document,
    diagram: document.type === "dense" ? diagramOf({ ...problem, document }, notation) : null,
    givens: givens.map((formula) => ({ formula })),
    conventions: conventions(item, problem).map(inPieces),
  };
}
