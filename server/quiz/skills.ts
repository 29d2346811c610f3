import type { Bilingual } from "./bilingual.ts";
import { drills } from "./drills/index.ts";
import type { Level } from "./item.ts";
import { type SkillEntry, type SkillId, syllabus } from "./syllabus.ts";

/** A skill as the product lists it. */
export type Skill = {
  readonly id: string;
  readonly family: string;
  /** Its place in the syllabus, from easy to hard. */
  readonly level: SkillEntry["level"];
  /** The levels that it is drilled at, ascending; none when no item can be drawn. */
  readonly levels: readonly Level[];
  readonly tier: SkillEntry["tier"];
  readonly name: Bilingual;
  readonly prerequisites: readonly string[];
  readonly forms: readonly string[];
  /** Whether an item can be drawn. */
  readonly available: boolean;
};

/** All skills of the syllabus, in its order. */
export const skills: Readonly<Record<string, Skill>> = Object.fromEntries(
  Object.entries(syllabus).map(([id, entry]): [string, Skill] => {
    const levels = Object.keys(drills[id as SkillId]?.levels ?? {}).map(Number) as Level[];
    return [id, { ...entry, id, family: id.slice(0, id.indexOf(".")), levels, available: levels.length > 0 }];
  }),
);
