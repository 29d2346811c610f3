import type { Progress, Skill } from "#contract/practice.ts";

/** The skill to practise when nothing is due: the weakest that was learned, else the first of the syllabus. */
export function weakestSkill(skills: readonly Skill[], progress: Progress | null): string | null {
  const strength = new Map(progress?.skills.map((entry) => [entry.skill, entry.strength]));
  const known = skills.filter((skill) => skill.available);
  const learned = known.filter((skill) => typeof strength.get(skill.id) === "number");
  const byStrength = learned.toSorted((a, b) => (strength.get(a.id) ?? 0) - (strength.get(b.id) ?? 0));
  return (byStrength[0] ?? known[0])?.id ?? null;
}
