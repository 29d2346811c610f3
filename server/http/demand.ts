import { skills } from "#quiz/skills.ts";
import { Refusal } from "./errors.ts";

/** Refuses an input for one of its fields. */
export const demand = (holds: boolean, path: string, message: string): void => {
  if (!holds) throw new Refusal("invalid_input", "The input is not valid; see the fields.", [{ path, message }]);
};

/** Whether there are questions for a skill. */
export const isAvailable = (skill: string): boolean => Object.hasOwn(skills, skill) && skills[skill]!.available;

/** Refuses skills that are not asked, and one that is named twice. */
export const demandSkills = (ids: readonly string[]): void => {
  for (const [i, id] of ids.entries()) {
    demand(isAvailable(id), `skills.${i}`, "There are no questions for this skill.");
    demand(ids.indexOf(id) === i, `skills.${i}`, "This skill is named twice.");
  }
};
