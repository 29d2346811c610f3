import { Decimal } from "decimal.js";
import { describe, expect, test } from "vitest";
import { compile, compileTogether } from "#engine/compile.ts";
import { add, constant, type Expression, minus, over, power, times } from "#engine/expression.ts";
import { of } from "#engine/functions.ts";
import { decimal } from "#engine/numbers.ts";
import { decode, encode, op } from "#engine/operations.ts";
import type { Quantity } from "#engine/quantity.ts";
import { inRuns, type Node } from "#engine/schedule.ts";

const named = (id: string): Quantity => ({ kind: "quantity", id, role: "node", tensor: id, index: [] });
const [a, b, c, whole] = ["a", "b", "c", "whole"].map(named) as [Quantity, Quantity, Quantity, Quantity];
const GIVEN = new Map([
  [a, 0.3],
  [b, -1.7],
  [c, 2.9],
]);
const tapeOf = (e: Expression) => compile((q) => (q === whole ? e : undefined), [whole]);
const given = (leaves: readonly Quantity[]) => leaves.map((q) => GIVEN.get(q)!);

/** One expression for every operation, with its value worked out in plain arithmetic. */
const operations: readonly (readonly [string, Expression, number])[] = [
  ["add", add(a, b), 0.3 - 1.7],
  ["subtract", minus(a, b), 0.3 + 1.7],
  ["multiply", times(a, b), 0.3 * -1.7],
  ["divide", over(a, c), 0.3 / 2.9],
  ["power", power(c, 3), 2.9 * 2.9 * 2.9],
  ["square", power(b, 2), 1.7 * 1.7],
  ["sum", add(a, b, c), 0.3 - 1.7 + 2.9],
  ["product", times(a, b, c), 0.3 * -1.7 * 2.9],
  ["dot", add(times(a, b), times(b, c)), 0.3 * -1.7 - 1.7 * 2.9],
  ["dot and a bias", add(times(a, b), times(b, c), a), 0.3 * -1.7 - 1.7 * 2.9 + 0.3],
  ["a gradient through a logistic function", times(b, a, minus(constant(1), a)), -1.7 * 0.3 * 0.7],
  ["another product with a difference in it", times(b, a, minus(constant(1), c)), -1.7 * 0.3 * -1.9],
  ["of one argument", of.abs(b), 1.7],
  ["of two arguments", of.max(a, c), 2.9],
  ["of three arguments", of.select(b, a, c), 2.9],
  ["a product of ones", times(constant(1), constant(1), a), 0.3],
  ["an empty product", { kind: "product", factors: [] }, 1],
  ["constants alone", over(constant(1), add(constant(2), constant(6))), 0.125],
];

describe.each(operations)("%s", (_, e, value) => {
  const tape = tapeOf(e);

  test("over float64", () => {
    expect(tape.run(given(tape.leaves))[tape.slot(whole)]).toBeCloseTo(value, 14);
  });

  test("over decimals, from the same list", () => {
    const memory = tape.runOver(
      decimal,
      given(tape.leaves).map((x) => new Decimal(x)),
    );
    expect(memory[tape.slot(whole)]!.toNumber()).toBeCloseTo(value, 14);
  });
});

test("another run forgets the numbers of the one before", () => {
  const tape = tapeOf(times(a, b));
  tape.run([2, 3]);
  expect(tape.run([5, 7])[tape.slot(whole)]).toBe(35);
});

test("what several definitions share is computed once, and each finds its own number", () => {
  const shared = times(a, b, c);
  const wants = [add(shared, a), add(times(a, b, c), a), add(shared, b)].map((e) => ({
    define: (q: Quantity) => (q === whole ? e : undefined),
    wanted: [whole],
  }));
  const tape = compileTogether(wants);
  const memory = tape.run(given(tape.leaves));
  const [first, second, third] = tape.outputs;
  expect(second).toBe(first);
  expect(memory[first!]).toBeCloseTo(0.3 * -1.7 * 2.9 + 0.3, 14);
  expect(memory[third!]).toBeCloseTo(0.3 * -1.7 * 2.9 - 1.7, 14);
  // Three given numbers, one product and two sums.
  expect(tape.length).toBe(6);
});

test("a list of operations reads as it was written", () => {
  const runs = [
    {
      operation: op.dot,
      operands: [
        [0, 1, 2],
        [3, 4, 5],
      ],
    },
    { operation: op.sigmoid, operands: [[6]] },
  ];
  expect([...decode(encode(runs))]).toEqual(runs);
});

describe("the order of operations", () => {
  let count = 0;
  const node = (operation: number, ...args: Node[]): Node => ({ operation, args, fixed: false, id: count++, slot: -1 });
  const [x, y] = [node(-1), node(-1)];
  const first = node(op.add, x, y);
  const square = node(op.multiply, first, first);
  const second = node(op.add, square, x);
  const chained = node(op.multiply, square, x);
  const last = node(op.multiply, second, y);

  test("puts like ones side by side, operands before readers", () => {
    expect(inRuns([first, square, second, chained, last])).toEqual([[first], [square, chained], [second], [last]]);
  });

  test("lets one wait while more of its kind are to come", () => {
    const early = node(op.multiply, x, y);
    expect(inRuns([early, first, square])).toEqual([[first], [early, square]]);
  });
});
