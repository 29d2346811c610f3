import { expect, test } from "vitest";
import { numeral } from "#engine/derive.ts";
import { decimal } from "#engine/numbers.ts";
import { valuesOver } from "#engine/problem.ts";
import { explain, openItem } from "#quiz/explain.ts";
import { numberSolution } from "#quiz/items/number.ts";
import { isExpression } from "#quiz/predictions.ts";
import { drawn, named } from "./drawn.ts";

const items = drawn(4).filter((item) => {
  const { problem, asked } = openItem(item);
  return isExpression(problem.network, asked);
});

type Exact = ReturnType<typeof decimal.from>;

/** A decimal with so many significant digits, written as a number is; what cancels leaves its fiftieth digit. */
const rounded = (exact: NonNullable<Exact>, digits: number): string =>
  exact.abs().lt(1e-30) ? "0" : String(Number(exact.toSignificantDigits(digits)));

test("every digit of a key and of a derivation is what decimals of forty digits give", () => {
  const off = items.flatMap((item) => {
    const { problem, asked } = openItem(item);
    const inDecimals = (path: string) => {
      const q = path === item.ask.quantity ? asked : problem.network.find(path)!;
      return valuesOver(decimal, problem, problem.model.right, [q])[0]!;
    };
    const wrongSteps = explain(item).filter(
      ({ quantity, value }) => value !== null && numeral(value) !== rounded(inDecimals(quantity), 6),
    );
    const key = inDecimals(item.ask.quantity);
    return [
      ...wrongSteps.map(({ quantity, value }) => `${named(item)}: ${quantity} = ${value}`),
      ...(numberSolution(item).key.text === rounded(key, 7) ? [] : [`${named(item)}: the key ${key.toString()}`]),
    ];
  });
  expect(off).toEqual([]);
  expect(items.length).toBeGreaterThan(200);
});
