import type { SolutionOf } from "./items/form.ts";
import type { Problem } from "#engine/problem.ts";
import type { Quantity } from "#engine/quantity.ts";
import { drills } from "./drills/index.ts";
import { isSkill, type SkillId, syllabus } from "./syllabus.ts";

type CellVerdict = NonNullable<SolutionOf<"sheet">["cells"][number]["verdict"]>;
export type Practised = SolutionOf<"sheet">["practised"][number];

/** What counts of several cells of one skill: a mistake more than what was carried forward, and that more than the rest. */
const BY_WEIGHT = ["wrong", "carried", "right"] as const;

/**
 * The skills beneath that of a sheet, each by the cells that are its own question. A cell that was left empty, or in
 * which there was nothing left to work out, says nothing about anybody.
 */
export function practisedSkills(
  skill: string,
  { network }: Problem,
  judged: readonly { readonly quantity: Quantity; readonly verdict: CellVerdict }[],
): Practised[] {
  return beneath(skill).flatMap((id) => {
    const own = judged.filter(({ quantity }) => drills[id]?.cell?.(quantity, network));
    const verdict = BY_WEIGHT.find((one) => own.some((cell) => cell.verdict === one));
    return verdict ? [{ skill: id, name: syllabus[id].name, verdict }] : [];
  });
}

/** All that a skill builds on, near or far, in the order of the syllabus. */
function beneath(skill: string): SkillId[] {
  const found = new Set<string>();
  const add = (id: string): void => {
    if (!isSkill(id)) return;
    for (const needed of syllabus[id].prerequisites) if (!found.has(needed)) add((found.add(needed), needed));
  };
  add(skill);
  return Object.keys(syllabus).filter((id): id is SkillId => found.has(id));
}
