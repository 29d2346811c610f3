import type { Bilingual } from "./bilingual.ts";
import type { Drill } from "./drills/drill.ts";
import { drills } from "./drills/index.ts";
import type { Level } from "./item.ts";
import type { FormId } from "./items/form.ts";
import { formsOf } from "./items/index.ts";
import { type SkillEntry, type SkillId, syllabus } from "./syllabus.ts";

/** A skill as the product lists it. */
export type Skill = {
  readonly id: string;
  readonly family: string;
  /** Its place in the syllabus, from easy to hard. */
  readonly level: SkillEntry["level"];
  /** The levels at which it is asked, ascending; none when no item can be drawn. */
  readonly levels: readonly Level[];
  readonly tier: SkillEntry["tier"];
  readonly name: Bilingual;
  readonly prerequisites: readonly string[];
  /** The forms in which it is asked. */
  readonly forms: readonly FormId[];
  /** Whether an item can be drawn. */
  readonly available: boolean;
};

/** Where no network is drawn, the questions are as hard as the skill itself. */
function levelsIn({ level }: SkillEntry, drill: Drill | undefined): Level[] {
  return drill ? (Object.keys(drill.levels).map(Number) as Level[]) : [level];
}

/** All skills of the syllabus, in its order. */
export const skills: Readonly<Record<string, Skill>> = Object.fromEntries(
  Object.entries(syllabus).map(([id, entry]): [string, Skill] => {
    const levels = formsOf(id).length === 0 ? [] : levelsIn(entry, drills[id as SkillId]);
    const family = id.slice(0, id.indexOf("."));
    return [id, { ...entry, id, family, levels, forms: formsOf(id), available: levels.length > 0 }];
  }),
);
