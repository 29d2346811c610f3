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
 * level first, then what is asked more often, then the catalogue's own order. `opening` is what everybody begins with.
 */
export function syllabus(subjects: readonly Subject[], opening?: string): string[] {
  const known = new Set(subjects.map(({ id }) => id));
  const opens = ({ id }: Subject) => Number(id === opening);
  const wanted = subjects.toSorted((a, b) => opens(b) - opens(a) || a.level - b.level || tiers[a.tier] - tiers[b.tier]);
  const order = new Set<string>();
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
