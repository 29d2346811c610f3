import type { Bilingual } from "./bilingual.ts";
import { drills } from "./drills.ts";
import { type SkillEntry, type SkillId, syllabus } from "./syllabus.ts";

/** A skill as the product lists it. */
export type Skill = {
  readonly id: string;
  readonly family: string;
  readonly level: SkillEntry["level"];
  readonly tier: SkillEntry["tier"];
  readonly name: Bilingual;
  readonly prerequisites: readonly string[];
  readonly forms: readonly string[];
  /** Whether an item can be drawn. */
  readonly available: boolean;
};

/** All skills of the syllabus, in its order. */
export const skills: Readonly<Record<string, Skill>> = Object.fromEntries(
  Object.entries(syllabus).map(([id, entry]): [string, Skill] => [
    id,
    { ...entry, id, family: id.slice(0, id.indexOf(".")), available: drills[id as SkillId] !== undefined },
  ]),
);
