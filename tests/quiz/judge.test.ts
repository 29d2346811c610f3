import { describe, expect, test } from "vitest";
import { acceptance, accepts } from "#quiz/acceptance.ts";
import { explain, openItem } from "#quiz/explain.ts";
import { numberSolution } from "#quiz/items/number.ts";
import { isCounted } from "#quiz/precision.ts";
import { judge } from "#quiz/judge.ts";
import { spokenOf } from "#quiz/spoken/index.ts";
import type { MistakeId } from "#quiz/mistakes/index.ts";
import { predictions } from "#quiz/predictions.ts";
import { judgement } from "#contract/practice.ts";
import { drawn, drawnAt, isAfterUpdate, named, type NumberItem } from "./drawn.ts";

const items = drawn(3);

type Judged = Exclude<ReturnType<typeof judge>, { verdict: "unreadable" }>;

/** Judges what must be readable. */
function judged(item: NumberItem, answer: string): Judged {
  const verdict = judge(item, answer);
  if (verdict.verdict === "unreadable") throw new Error(`${named(item)}: ${answer} is unreadable`);
  return verdict;
}

const fullWidth = (text: string): string =>
  text.replaceAll(/[!-~]/g, (character) => String.fromCodePoint(character.codePointAt(0)! + 0xfee0));

/** Six decimals after an update and a count in full, as the question asks; otherwise so many significant digits. */
function rounded(item: NumberItem, value: number, digits: number): string {
  if (isAfterUpdate(item)) return value.toFixed(6);
  return String(isCounted(item) ? value : Number(value.toPrecision(digits)));
}

/** The right answer in every syntax that is read. */
function waysToWrite(item: NumberItem, key: number): string[] {
  const decimal = key.toPrecision(17);
  return [
    decimal,
    String(key),
    rounded(item, key, 5),
    key.toExponential(),
    key.toExponential(9).replace("e", "E"),
    `${key * 7}/7`,
    `(${key * 3}) / 3`,
    `0.37*${key / 0.37}`,
    `0.37 × ${key / 0.37}`,
    `${key - 1} + 1`,
    fullWidth(String(key)),
    String(key).replaceAll("-", "−"),
    `  ${decimal}\u3000`,
    key < 0 ? `-(${-key})` : `+${key}`,
  ];
}

test("accepts the key however it is written", () => {
  const refused = items.flatMap((item) => {
    const { key } = numberSolution(item);
    const ways = [...waysToWrite(item, key.value), key.text, ...(key.exact ? [key.exact] : [])];
    return ways.filter((way) => judged(item, way).verdict !== "right").map((way) => `${named(item)}: ${way}`);
  });
  expect(refused).toEqual([]);
});

test("says the same key and interval as to somebody who gives up, and holds to the interval", () => {
  for (const item of items) {
    const known = numberSolution(item);
    const { key, accepted, acceptedText } = known;
    expect(judged(item, "0").solution).toEqual({ ...known, value: 0 });
    // Of what is counted nothing but the count is right, and where nothing comes through nothing but 0.
    if (isCounted(item) || key.value === 0) continue;
    const [low, high] = accepted;
    expect(low).toBeLessThan(key.value);
    expect(high).toBeGreaterThan(key.value);
    const [outside, beyond] = [low - 0.02 * (high - low), high + 0.02 * (high - low)];
    expect([outside, beyond].map((value) => judged(item, String(value)).verdict)).toEqual(["wrong", "wrong"]);
    // What is printed as the interval tells its ends apart and lies where they lie.
    const [from, to] = acceptedText.map(Number) as [number, number];
    expect(Math.abs(from - low)).toBeLessThan(0.02 * (high - low));
    expect(Math.abs(to - high)).toBeLessThan(0.02 * (high - low));
  }
});

/** Every mistake that leads to another number in an item, with that number. */
const followed = items.map((item) => {
  const { problem, asked } = openItem(item);
  const right = acceptance(problem, asked)!;
  // A mistake that moves the key by less than a millionth, as a tiny epsilon inside a root, is not to be seen.
  const wrong = predictions(problem, asked, right.key).filter(
    ({ value }) => Math.abs(value - right.key) > 1e-6 * Math.abs(right.key),
  );
  return { item, right, wrong };
});

const followedBySkill = [...Map.groupBy(followed, ({ item }) => item.skill)];

const tellsMistake = (verdict: Judged, id: MistakeId): boolean =>
  verdict.verdict === "wrong" &&
  verdict.certainty === "named" &&
  verdict.mistakes.some((mistake) => mistake.id === id && mistake.with === null);

const significant = (text: string): number =>
  text
    .replace(/e.*/, "")
    .replace(/^[-0.]+/, "")
    .replace(".", "").length;

describe.each(followedBySkill)("somebody with a mistake in %s", (_skill, ofSkill) => {
  test("is never told to be right, and is told the mistake, by the number in full", () => {
    const missed = ofSkill.flatMap(({ item, right, wrong }) =>
      wrong
        // A number with few digits inside the interval is honestly rounded work as well.
        .filter(({ value }) => !accepts(right, value) || significant(String(value)) > 7)
        .filter(({ id, value }) => !tellsMistake(judged(item, String(value)), id))
        .map(({ id, value }) => `${named(item)}: ${id} ${value}`),
    );
    expect(missed).toEqual([]);
  });

  test("is told the mistake by six digits", () => {
    const missed = ofSkill.flatMap(({ item, right, wrong }) =>
      wrong
        .map(({ id, value }) => ({ id, typed: rounded(item, value, 6) }))
        // Only a loss after the step has mistakes that six decimals cannot tell from the key.
        .filter(({ typed }) => item.ask.kind !== "loss_after" || !accepts(right, Number(typed)))
        .filter(({ id, typed }) => !tellsMistake(judged(item, typed), id))
        .map(({ id, typed }) => `${named(item)}: ${id} ${typed}`),
    );
    expect(missed).toEqual([]);
  });

  test("is told what may have happened when a slip comes on top", () => {
    const first = ofSkill.filter(({ item }) => item.seed === items[0]!.seed);
    const missed = first.flatMap(({ item, wrong }) =>
      wrong
        .filter(({ priority, value }) => priority < 3 && value !== 0)
        .flatMap(({ id, value }) =>
          [["sign", -1] as const, ["double", 2] as const].flatMap(([slip, factor]) => {
            const found = judged(item, String(value * factor));
            if (found.verdict === "right" || found.certainty === "named") return [];
            const possible = found.mistakes.some((mistake) => mistake.id === id && mistake.with === slip);
            const crowded = found.mistakes.length === 4;
            return found.certainty === "possible" && (possible || crowded) ? [] : [`${named(item)}: ${id} ${slip}`];
          }),
        ),
    );
    expect(missed).toEqual([]);
  });
});

describe("a verdict", () => {
  const [item] = drawnAt("mlp.hidden_grad", 3, 1) as [NumberItem];
  const { problem, asked } = openItem(item);
  const right = acceptance(problem, asked)!;
  const mistake = [...predictions(problem, asked, right.key)].find(({ id }) => id === "act.omit_hidden")!;

  test("is the quiz's part of the judgement that the contract promises", () => {
    const served = { derivation: explain(item), spoken: spokenOf(item.skill), rating: "again", due: null, again: true };
    const whole = { ...judged(item, String(mistake.value)), ...served };
    expect(judgement.parse(whole)).toEqual(whole);
  });

  test("names the mistake in both languages and the first line that differs", () => {
    const [first] = judged(item, String(mistake.value)).mistakes;
    expect(first!.name.en).toMatch(/\w/);
    expect(first!.name.zh).toMatch(/\p{Script=Han}/u);
    expect(first!.firstDifference?.quantity).toMatch(/^(deltas|grads)\./);
  });

  test("names what comes on top in both languages as well", () => {
    const found = judged(item, String(-mistake.value));
    const slipped = found.mistakes.find((one) => one.id === mistake.id && one.with === "sign");
    expect(slipped?.withName).toEqual({ en: "a flipped sign", zh: "正负号写反" });
    expect(judged(item, String(mistake.value)).mistakes[0]!.withName).toBeNull();
  });

  test("claims nothing of a number that nothing explains", () => {
    const found = judged(item, String(right.key * 123.4567));
    expect(found).toMatchObject({ verdict: "wrong", certainty: "none", mistakes: [] });
  });

  test("does not take a number apart that cannot be read", () => {
    const verdict = judge(item, "1,5");
    expect(Object.keys(verdict).toSorted()).toEqual(["position", "reason", "verdict"]);
    expect(verdict).toMatchObject({ verdict: "unreadable", position: 1 });
  });
});
