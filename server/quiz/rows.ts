import type { Unreadable } from "./items/form.ts";
import { isUnreadable, readNumber, type ReadNumber } from "./number.ts";
import { unreadable } from "./unreadable.ts";

/** So many rows and columns are read. */
const MOST = 12;
/** Such a line ends an answer; in a column it is an entry that is missing. */
const EMPTY = /^[ \r]*$/;
const BETWEEN = /[,;，；、\t&]/;

/**
 * Reads a matrix: a line for each row, its numbers apart by commas, semicolons, tabs or &, else by spaces. Every entry
 * must be there, and every row be as long as the first.
 */
export function readRows(answer: string): ReadNumber[][] | Unreadable {
  const rows: ReadNumber[][] = [];
  let start = 0;
  for (const line of answer.split("\n")) {
    if (rows[0] && rows[0].length > 1 && start + line.length === answer.length && EMPTY.test(line)) break;
    const row = readRow(line, rows.length + 1, start);
    if (!Array.isArray(row)) return row;
    const number = rows.length + 1;
    if (number > MOST || row.length > MOST)
      return unreadable(start, `A matrix has at most ${MOST} rows and columns.`, `矩阵最多 ${MOST} 行 ${MOST} 列。`);
    if (rows[0] && row.length !== rows[0].length)
      return unreadable(start, `Row ${number} is not as long as the first.`, `第 ${number} 行与第一行长度不同。`);
    rows.push(row);
    start += line.length + 1;
  }
  return rows;
}

function readRow(line: string, number: number, start: number): ReadNumber[] | Unreadable {
  const row: ReadNumber[] = [];
  for (const { text, at } of parts(line)) {
    const read = readNumber(text);
    if (isUnreadable(read)) {
      const { en, zh } = read.reason;
      const column = row.length + 1;
      return unreadable(
        start + at + read.position,
        `Row ${number}, column ${column}: ${en}`,
        `第 ${number} 行第 ${column} 列：${zh}`,
      );
    }
    row.push(read);
  }
  return row;
}

/** The texts of the entries of a row, and where each begins. */
function parts(line: string): { text: string; at: number }[] {
  const entries = BETWEEN.test(line)
    ? line.matchAll(/(?:^|[,;，；、\t&])([^,;，；、\t&]*)/g)
    : line.matchAll(/()?(\S+)/g);
  const found = [...entries].map((match) => {
    const text = match[2] ?? match[1] ?? "";
    return { text, at: match.index + match[0].length - text.length };
  });
  return found.length > 0 ? found : [{ text: "", at: 0 }];
}
