import type { Diagram } from "#contract/practice.ts";
import type { Symbol } from "#engine/expression.ts";
import { notations, symbolOf } from "#engine/notation/index.ts";
import { TOLERANCE } from "./acceptance.ts";
import type { Bilingual } from "./bilingual.ts";
import { conventions } from "./conventions.ts";
import { diagramOf } from "./diagram.ts";
import { openItem } from "./explain.ts";
import { givensOf } from "./givens.ts";
import type { Item } from "./item.ts";
import { skills } from "./skills.ts";

type Given = { readonly formula: Symbol; readonly note?: Bilingual };

/** Everything of an item that may be seen before it is answered. It is built without the key, and carries no seed. */
export type Presented = Pick<Item, "skill" | "form" | "level" | "notation" | "network"> & {
  readonly skillName: Bilingual;
  readonly ask: Item["ask"] & { readonly symbol: Symbol };
  readonly diagram: Diagram | null;
  givens: Given[];
  conventions: Bilingual[];
  readonly tolerance: number;
};

export function present(item: Item): Presented {
  const { problem, asked } = openItem(item);
  const notation = notations[item.notation];
  return {
    skill: item.skill,
    form: item.form,
    level: item.level,
    notation: item.notation,
    network: item.network,
    skillName: skills[item.skill]!.name,
    ask: { ...item.ask, symbol: symbolOf(problem.network, notation, asked) },
    diagram: item.network.type === "dense" ? diagramOf({ ...problem, document: item.network }, notation) : null,
    givens: givensOf(problem, asked, notation).map((formula) => ({ formula })),
    conventions: conventions(item, problem),
    tolerance: TOLERANCE,
  };
}
