/** The picked numbers of an answer, in the order in which they stand on its first line. */
export const picksOf = (answer: string): string[] => answer.split("\n", 1)[0]!.split(" ").filter(Boolean);

/** The answer with one more number picked at its end, or with one fewer; what stands on a line for each goes with it. */
export function toggled(answer: string, number: string): string {
  const [, ...lines] = answer.split("\n");
  const picks = picksOf(answer);
  const place = picks.indexOf(number);
  const [left, come] = place < 0 ? [0, [number]] : [1, []];
  const at = place < 0 ? picks.length : place;
  const kept = lines.length > 0 ? lines.toSpliced(at, left, ...come.map(() => "")) : [];
  return [picks.toSpliced(at, left, ...come).join(" "), ...kept].join("\n");
}

/** The answer with a picked number at another place, counted from 0; beyond the ends is at the ends. */
export function moved(answer: string, number: string, to: number): string {
  const others = picksOf(answer).filter((pick) => pick !== number);
  const place = Math.min(Math.max(to, 0), others.length);
  return others.toSpliced(place, 0, number).join(" ");
}
