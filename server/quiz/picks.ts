import type { Unreadable } from "./items/form.ts";
import { unreadable } from "./unreadable.ts";

/** Reads which of several numbered things were picked, in the order in which they are written, counted from 0. */
export function readPicks(answer: string, among: number): number[] | Unreadable {
  const picks: number[] = [];
  for (const { 0: written, index } of answer.matchAll(/[^\s,;，；、]/gu)) {
    const pick = Number(written.normalize("NFKC")) - 1;
    if (!(pick >= 0 && pick < among)) return unreadable(index, ...expected(among));
    if (picks.includes(pick))
      return unreadable(index, `${pick + 1} is written twice.`, `编号 ${pick + 1} 出现了两次。`);
    picks.push(pick);
  }
  return picks.length > 0 ? picks : unreadable(0, ...expected(among));
}

const expected = (among: number): [string, string] => [
  `Write numbers from 1 to ${among}, such as “1 3”.`,
  `请填写 1 到 ${among} 的编号，例如“1 3”。`,
];
