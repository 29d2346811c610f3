/** The picked numbers of an answer, in the order in which they stand there. */
export const picksOf = (answer: string): string[] => answer.split(" ").filter(Boolean);

/** The answer with one more number picked, or one fewer, in ascending order. */
export function toggled(answer: string, number: string): string {
  const picks = picksOf(answer);
  const changed = picks.includes(number) ? picks.filter((pick) => pick !== number) : [...picks, number];
  return changed.toSorted().join(" ");
}
