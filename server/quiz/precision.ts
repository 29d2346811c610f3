import type { Bilingual } from "./bilingual.ts";
import { acceptance } from "./acceptance.ts";
import { drills } from "./drills/index.ts";
import { openItem } from "./explain.ts";
import type { NetworkItem } from "./item.ts";
import { isSkill } from "./syllabus.ts";
import { toldOf } from "./told.ts";

/** How exact a number has to be, by the way it is judged; undefined where no number is worked out to be typed. */
export function precisionOf(item: NetworkItem): Bilingual | undefined {
  if (item.form !== "number") return undefined;
  if (isCounted(item)) return precisions.whole;
  if (isAfterUpdate(item)) return precisions.change;
  return precisions[isSkill(item.skill) && drills[item.skill]?.keepsAllDigits ? "all" : "four"];
}

/** Whether a number is asked for after an update: then what counts is how much it has changed. */
export const isAfterUpdate = ({ ask }: NetworkItem): boolean =>
  ["updated", "loss_after", "after_steps"].includes(ask.kind);

/** Whether something is counted, from whole numbers to a whole number: then nothing is rounded on the way. */
export function isCounted(item: NetworkItem): boolean {
  const { problem, asked } = openItem(item);
  const { leaves, forward } = problem.network;
  const countsPaths = forward.every(({ operation }) => operation === "add");
  if (!countsPaths && !toldOf(item)) return false;
  return (
    leaves.every((q) => Number.isInteger(problem.given.get(q))) && Number.isInteger(acceptance(problem, asked)?.key)
  );
}

const precisions = {
  whole: { en: "Give an exact whole number.", zh: "请给出准确的整数。" },
  change: {
    en: "Keep six decimals on the way and in the answer: what counts is how much the number has changed.",
    zh: "计算过程和答案都保留六位小数：判分看的是变化量。",
  },
  four: {
    en: "Keep four significant digits on the way; ±0.5\u00a0% is accepted.",
    zh: "中间结果保留四位有效数字；误差在 ±0.5% 以内算对。",
  },
  all: {
    en: "Keep all digits on the way: the numbers are short, and their difference is small. ±0.5\u00a0% is accepted.",
    zh: "中间结果请保留全部位数：各数位数不多，而相减后的差很小。误差在 ±0.5% 以内算对。",
  },
} satisfies Record<string, Bilingual>;
