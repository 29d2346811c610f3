import type { Contender, Net } from "./contender.ts";

const s = (x: number): number => 1 / (1 + Math.exp(-x));

/** Mazur's network by hand. `v` is w1..w4, b1, w5..w8, b2, i1, i2, t1, t2; `g` the gradients of the first ten. */
function mazur(v: Float64Array, g: Float64Array): number {
  const h1 = s(v[0]! * v[10]! + v[1]! * v[11]! + v[4]!);
  const h2 = s(v[2]! * v[10]! + v[3]! * v[11]! + v[4]!);
  const o1 = s(v[5]! * h1 + v[6]! * h2 + v[9]!);
  const o2 = s(v[7]! * h1 + v[8]! * h2 + v[9]!);
  const d1 = (o1 - v[12]!) * o1 * (1 - o1);
  const d2 = (o2 - v[13]!) * o2 * (1 - o2);
  const e1 = (d1 * v[5]! + d2 * v[7]!) * h1 * (1 - h1);
  const e2 = (d1 * v[6]! + d2 * v[8]!) * h2 * (1 - h2);
  g[0] = e1 * v[10]!;
  g[1] = e1 * v[11]!;
  g[2] = e2 * v[10]!;
  g[3] = e2 * v[11]!;
  g[4] = e1 + e2;
  g[5] = d1 * h1;
  g[6] = d1 * h2;
  g[7] = d2 * h1;
  g[8] = d2 * h2;
  g[9] = d1 + d2;
  return 0.5 * (v[12]! - o1) ** 2 + 0.5 * (v[13]! - o2) ** 2;
}

/** What a person would write for this one network and no other: no loop, no list. */
export function straightLine({ x, t, layers }: Net): Contender {
  const v = Float64Array.from([...layers.flatMap(({ W, b }) => [W, b].flat(2)), ...x, ...t]);
  const g = new Float64Array(10);
  return { run: () => mazur(v, g), gradient: () => [...g] };
}
