/** What decides when a subject is met for the first time. */
export type Subject = {
  readonly id: string;
  readonly prerequisites: readonly string[];
  readonly level: number;
  /** How often interviewers ask for it; S before A before B before C. */
  readonly tier: "S" | "A" | "B" | "C";
};

const tiers = { S: 0, A: 1, B: 2, C: 3 } as const;

/**
 * The order in which new subjects are met: never before what they build on; of those that are ready the lower
 * level first, then what is asked more often, then the catalogue's own order. Before all of them comes the `opening`,
 * as it stands: what everybody begins with needs, at its easiest, nothing that it builds on later.
 */
export function syllabus(subjects: readonly Subject[], opening: readonly string[] = []): string[] {
  const known = new Set(subjects.map(({ id }) => id));
  const wanted = subjects.toSorted((a, b) => a.level - b.level || tiers[a.tier] - tiers[b.tier]);
  const order = new Set(opening.filter((id) => known.has(id)));
  const isReady = ({ id, prerequisites }: Subject) =>
    !order.has(id) && prerequisites.every((needed) => order.has(needed) || !known.has(needed));

  while (order.size < wanted.length) {
    const ready = wanted.find(isReady);
    if (!ready) throw new Error(`prerequisites in a circle: ${without(wanted, order).join(", ")}`);
    order.add(ready.id);
  }
  return [...order];
}

function without(subjects: readonly Subject[], order: ReadonlySet<string>): string[] {
  return subjects.map(({ id }) => id).filter((id) => !order.has(id));
}
