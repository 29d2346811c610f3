import { Fraction } from "fraction.js";
import { describe, expect, test } from "vitest";
import { hint, step } from "#contract/practice.ts";
import { explain } from "#quiz/explain.ts";
import { hints } from "#quiz/judge.ts";
import { numberSolution } from "#quiz/items/number.ts";
import { isUnreadable, readNumber } from "#quiz/number.ts";
import { isWhole } from "./plain.ts";
import { drawn, isLayered, named } from "./drawn.ts";

const explained = drawn(8).map((item) => ({ item, steps: explain(item), ...numberSolution(item) }));
type Explained = (typeof explained)[number];

/** The names of faults over all items. */
const faults = (look: (explained: Explained) => readonly string[]): string[] =>
  explained.flatMap((one) => look(one).map((fault) => `${named(one.item)}: ${fault}`));

/** Whether a rule speaks of a symbol as a whole: `E` is not in `E_o1`, nor `w1` in `w1'` or `dE/dw1`. */
const speaksOf = (rule: string, symbol: string): boolean => {
  const escaped = symbol.replaceAll(/[.*+?^${}()|[\]\\/]/g, "\\$&");
  return new RegExp(`(?<![\\w'])${escaped}(?![\\w'([])`, "u").test(rule);
};

const ruleOf = (text: string): string => text.slice(text.indexOf(" = ") + 3);

/** What arithmetic alone makes of the numbers of a step, and how exact it can be; undefined where a function is called. */
function arithmetic(numbers: string): { value: number; within: number } | undefined {
  if (/[^\d\s.+\-*/^()e]/.test(numbers)) return undefined;
  const read = readNumber(numbers);
  if (isUnreadable(read)) throw new Error(`cannot read ${numbers}`);
  const largest = Math.max(...(numbers.match(/\d[\d.]*(?:e[+-]?\d+)?/g) ?? []).map(Number));
  return { value: read.value, within: 2e-5 * Math.max(largest ** 2, Math.abs(read.value)) + 1e-9 };
}

describe("a derivation", () => {
  test("ends at the key", () => {
    expect(faults(({ steps, key }) => (steps.at(-1)!.value === key.value ? [] : [steps.at(-1)!.text]))).toEqual([]);
  });

  test("takes each step once, and no step reads itself or a later one", () => {
    const early = faults(({ steps }) => {
      const quantities = steps.map(({ quantity }) => quantity);
      const twice = quantities.filter((quantity, i) => quantities.indexOf(quantity) !== i);
      const reading = steps.filter(({ text }, i) =>
        steps.slice(i).some(({ symbol }) => speaksOf(ruleOf(text), symbol.text)),
      );
      return [...twice, ...reading.map(({ text }) => text)];
    });
    expect(early).toEqual([]);
  });

  test("has every step read on the way to the last", () => {
    const idle = faults(({ steps }) =>
      steps
        .slice(0, -1)
        .filter(({ symbol }, i) => !steps.slice(i + 1).some(({ text }) => speaksOf(ruleOf(text), symbol.text)))
        .map(({ text }) => `nothing reads ${text}`),
    );
    expect(idle).toEqual([]);
  });

  test("has numbers that give its values, by arithmetic alone", () => {
    let looked = 0;
    const off = faults(({ steps }) =>
      steps
        .filter(({ numbers, value }) => {
          const found = arithmetic(numbers);
          if (found) looked++;
          return found !== undefined && !(Math.abs(found.value - value!) <= found.within);
        })
        .map(({ text, numbers, value }) => `${text}: ${numbers} is not ${value}`),
    );
    expect(off).toEqual([]);
    expect(looked).toBeGreaterThan(1000);
  });

  test("is what the contract promises, without a broken number", () => {
    const broken = faults(({ steps }) =>
      steps
        .filter((one) => !step.safeParse(one).success || /NaN|undefined|Infinity|\[object/.test(JSON.stringify(one)))
        .map(({ text }) => text),
    );
    expect(broken).toEqual([]);
  });

  test("of a ReLU network with whole numbers gives every step as a whole number or a fraction", () => {
    const exact = explained.filter(
      ({ item }) =>
        isLayered(item) &&
        isWhole(item.network) &&
        item.network.config.layers.some(({ activation }) => activation === "relu"),
    );
    expect(exact.length).toBeGreaterThan(30);
    const off = exact.flatMap(({ steps }) =>
      steps.filter(({ value, exact: fraction }) =>
        fraction === undefined ? !Number.isInteger(value) : Math.abs(new Fraction(fraction).valueOf() - value!) > 1e-12,
      ),
    );
    expect(off.map(({ text, value }) => `${text} = ${value}`)).toEqual([]);
  });
});

describe("the hints", () => {
  test("climb, reveal only with the last one, and speak both languages", () => {
    const odd = faults(({ item }) => {
      const ladder = hints(item);
      const total = ladder.length;
      const reveals = ladder.map((one) => one.reveals);
      const sound = ladder.every(
        (one, i) => hint.safeParse({ number: i + 1, total, nextReveals: i + 2 === total, ...one }).success,
      );
      const spoken = ladder.every(({ text }) => /\w/.test(text.en) && /\p{Script=Han}/u.test(text.zh));
      const told = ladder.every(({ formulas }) => formulas.length > 0);
      return sound && spoken && told && reveals.lastIndexOf(true) === total - 1 && reveals.indexOf(true) === total - 1
        ? []
        : [JSON.stringify(ladder)];
    });
    expect(odd).toEqual([]);
  });

  test("keep the key's digits and its rule to themselves before the last one", () => {
    const leaks = faults(({ item, steps, accepted: [low, high] }) => {
      const early = hints(item).filter((one) => !one.reveals);
      const texts = early.flatMap(({ formulas }) => formulas.map(({ text }) => text));
      const numbers = texts.flatMap((text) => / = (-?[\d.]+(?:e-?\d+)?)$/.exec(text)?.[1] ?? []);
      const answers = numbers.filter((number) => low <= Number(number) && Number(number) <= high);
      return [...answers, ...texts.filter((text) => text === steps.at(-1)!.text)];
    });
    expect(leaks).toEqual([]);
  });
});
