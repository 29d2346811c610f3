import { levelsOf } from "#quiz/draw.ts";
import { nearestLevel } from "#study/level.ts";
import type { Assignment } from "../../db/assignments.ts";
import type { Wanted } from "../../db/group-reviews.ts";

const DAY = 86_400_000;
/** Study days of any zone and rollover hour are at most so far from those of Greenwich. */
const DAYS_APART = 2;

/** The level at which a skill is assigned; any level counts where none was named. */
export const assignedLevel = (skill: string, { level }: Assignment): number | null =>
  level === null ? null : nearestLevel(levelsOf(skill), level);

/** What has to be passed for an assignment. */
export const wantedFor = (assignment: Assignment): Wanted => ({
  skills: assignment.skills.map((skill) => ({ skill, level: assignedLevel(skill, assignment) ?? 0 })),
  since: assignment.createdAt,
  sinceDay: Math.floor(assignment.createdAt / DAY) - DAYS_APART,
});

/** Of the skills that are left, the one that was not answered today, or longest ago; null when none is left. */
export const nextOf = (left: readonly string[], today: readonly { readonly subject: string }[]): string | null => {
  const turn = (skill: string) => today.findLastIndex(({ subject }) => subject === skill);
  return left.toSorted((a, b) => turn(a) - turn(b))[0] ?? null;
};
