/** The picked numbers of an answer, in the order in which they stand there. */
export const picksOf = (answer: string): string[] => answer.split(" ").filter(Boolean);

/** The answer with one more number picked at its end, or with one fewer. */
export function toggled(answer: string, number: string): string {
  const picks = picksOf(answer);
  return (picks.includes(number) ? picks.filter((pick) => pick !== number) : [...picks, number]).join(" ");
}

/** The answer with a picked number at another place, counted from 0; beyond the ends is at the ends. */
export function moved(answer: string, number: string, to: number): string {
  const others = picksOf(answer).filter((pick) => pick !== number);
  const place = Math.min(Math.max(to, 0), others.length);
  return others.toSpliced(place, 0, number).join(" ");
}
