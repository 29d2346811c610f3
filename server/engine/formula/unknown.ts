import { symbolOf } from "../notation/index.ts";
import type { Text } from "./text.ts";
import type { Stop } from "./unreadable.ts";
import type { Vocabulary } from "./vocabulary.ts";

const SIGNS: Readonly<Record<string, readonly [string, string]>> = {
  "=": ["Write only what stands on the right of the equals sign.", "只写等号右边的部分。"],
  ".": ["A point is no times sign here. Write *.", "这里的点不是乘号，乘号请写 *。"],
};

/** Why a sign cannot be read. */
export function unknownSign(text: Text, i: number): Stop {
  const sign = text.at(i);
  const [en, zh] = SIGNS[sign] ?? [`${sign} has no meaning in a formula.`, `公式中不能使用“${sign}”。`];
  return text.stop("unexpected", i, en, zh);
}

/** Why a word is no name: its case, an open brace, a delta that this notation does not have, or no such name. */
export function unknownName(text: Text, vocabulary: Vocabulary, i: number): Stop {
  const typed = text.word(i);
  const word = typed.replaceAll(/[{}]/g, "");
  const right = vocabulary.rightCase(word);
  if (right !== undefined)
    return text.stop(
      "wrong case",
      i,
      `There is no ${word}, but there is ${right}.`,
      `没有 ${word}，但有 ${right}，请注意大小写。`,
    );
  if (typed.includes("{") && vocabulary.longest(Array.from(word), 0)?.end === word.length)
    return text.stop("unexpected", i + typed.length, 'Expected "}" here.', "此处应为“}”。");
  if (word.startsWith("delta") && !vocabulary.notation.delta) return noDelta(text, vocabulary, i);
  return noSuchName(text, vocabulary, i, word);
}

function noDelta(text: Text, { network, notation }: Vocabulary, i: number): Stop {
  const nets = network.withRole("net").slice(-1);
  const [example = "dE/de"] = nets.map((net) => symbolOf(network, notation, network.gradient(net)).text);
  return text.stop(
    "unknown name",
    i,
    `Books give delta different signs, so it has no name here. Write ${example}, say.`,
    `各书中 δ 的正负号不同，这里不用 δ，请写成 ${example} 这样的偏导。`,
  );
}

function noSuchName(text: Text, { names }: Vocabulary, i: number, word: string): Stop {
  const close = similar(names, word);
  if (close.length > 0)
    return text.stop(
      "unknown name",
      i,
      `${word} is no name of this network. Did you mean ${close.join(" or ")}?`,
      `这个网络里没有 ${word}。是不是 ${close.join(" 或 ")}？`,
    );
  const some = alike(names, word).join(", ");
  return text.stop(
    "unknown name",
    i,
    `${word} is no name of this network. Expected one of its names, such as ${some}.`,
    `这个网络里没有 ${word}。应为网络中的名称，例如 ${some.replaceAll(", ", "、")}。`,
  );
}

const MOST_NAMES = 3;

/** Names that begin alike, else the first. */
function alike(names: readonly string[], word: string): readonly string[] {
  const found = names.filter((name) => name[0]?.toLowerCase() === word[0]?.toLowerCase());
  return (found.length > 0 ? found : names).slice(0, MOST_NAMES);
}

/** The longest word that is compared with the names, and how many names. */
const LONGEST = 24;
const MOST_COMPARED = 400;

/** The names that a word comes closest to, if no more than a third of its letters is wrong. */
function similar(names: readonly string[], word: string): readonly string[] {
  if (word.length > LONGEST) return [];
  const most = word.length / 3;
  const all = names
    .slice(0, MOST_COMPARED)
    .filter((name) => Math.abs(name.length - word.length) <= most)
    .map((name) => ({ name, steps: stepsBetween(name, word) }))
    .filter(({ steps }) => steps <= most);
  const least = Math.min(...all.map(({ steps }) => steps));
  return all.flatMap(({ name, steps }) => (steps === least ? [name] : [])).slice(0, MOST_NAMES);
}

/** How many letters have to be changed, put in or left out to make one word of the other. */
function stepsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++)
      next.push(Math.min(row[j]! + (a[i] === b[j] ? 0 : 1), row[j + 1]! + 1, next[j]! + 1));
    row = next;
  }
  return row[b.length]!;
}
