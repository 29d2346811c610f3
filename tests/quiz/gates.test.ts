import { describe, expect, test } from "vitest";
import { Equivalence } from "#engine/equivalence.ts";
import { compile } from "#engine/compile.ts";
import {
  type Call,
  call,
  constant,
  type Expression,
  mapParts,
  ONE,
  operands,
  parts,
  product,
} from "#engine/expression.ts";
import type { DenseDocument } from "#engine/families/dense-shape.ts";
import { primitives } from "#engine/functions.ts";
import { type Problem, problemOf } from "#engine/problem.ts";
import { isGradient, type Quantity } from "#engine/quantity.ts";
import { Random } from "#engine/random.ts";
import { writtenOut } from "#engine/written-out.ts";
import { draw } from "#quiz/draw.ts";
import { openItem } from "#quiz/explain.ts";
import type { ItemOf } from "#quiz/items/form.ts";
import { judge } from "#quiz/judge.ts";
import { ofWidths } from "../engine/odd-shapes.ts";
import { drawnAt, drilled, isLayered, named } from "./drawn.ts";

/** The gates that f' of a ReLU puts into a formula. */
function gatesIn(e: Expression): Expression[] {
  const isGate = e.kind === "call" && e.fn.id === "positive" && [...operands(e)].some(({ role }) => role === "net");
  return isGate ? [e] : parts(e).flatMap(gatesIn);
}

const without = (e: Expression, gate: Expression): Expression =>
  e === gate ? ONE : mapParts(e, (part) => without(part, gate));

const SEEDS = 12;
const layered = drilled.filter(({ skill }) => /^(neuron|mlp|mat)\./.test(skill));
const items = layered.flatMap(({ skill, level }) => drawnAt(skill, level, SEEDS));
const gated = items.flatMap((item) => {
  const { problem, asked } = openItem(item);
  if (!isLayered(item) || !isGradient(asked)) return [];
  const own = writtenOut(problem.model.right.define, asked, () => false);
  const full = writtenOut(problem.model.right.define, asked, (q) => q.derived !== undefined);
  const mistaken = [own, full].flatMap((formula) => gatesIn(formula).map((gate) => without(formula, gate)));
  return mistaken.length > 0 ? [{ name: named(item), problem, asked, own, full, mistaken }] : [];
});

describe("a gradient through a ReLU without its gate is wrong", () => {
  test("in many drawn networks", () => {
    expect(gated.length).toBeGreaterThan(20);
  });

  test.each(gated)("$name", ({ problem, asked, own, full, mistaken }) => {
    const equivalence = new Equivalence(problem);
    for (const right of [own, full]) expect(equivalence.areEqual(asked, right)).toBe(true);
    for (const wrong of mistaken) expect(equivalence.areEqual(asked, wrong)).toBe(false);
  });

  test("though it is open at the numbers of the network", () => {
    const item = draw("neuron.grad_w", { seed: "h0", level: 1, form: "formula" }) as ItemOf<"formula">;
    expect(item).toMatchObject({ network: { config: { layers: [{ activation: "relu" }] } }, notation: "mazur" });
    expect(judge(item, "(out_o1 - t1) * i2").verdict).toBe("wrong");
    expect(judge(item, "(out_o1 - t1) * [net_o1 > 0] * i2").verdict).toBe("right");
  });
});

describe("both sides of a condition are looked at", () => {
  const dense = (activation: DenseDocument["config"]["layers"][number]["activation"]) => {
    const problem = problemOf(ofWidths([2, 1], { activation, dropout: undefined }, 1, { name: "half_squared" }));
    const net = problem.network.withRole("net")[0]!;
    const [upstream, delta] = [problem.network.withRole("activation")[0]!, net].map((q) => problem.network.gradient(q));
    return { equivalence: new Equivalence(problem), net, upstream: upstream!, delta: delta! };
  };

  test("of one that ordinary numbers do not meet", () => {
    const { equivalence, net, upstream, delta } = dense("relu6");
    const gate = call(primitives.positive, net);
    expect(equivalence.areEqual(delta, product([upstream, gate]))).toBe(false);
  });

  test("of one that only the answer has", () => {
    const { equivalence, net } = dense("identity");
    const among = (low: number) => call(primitives.max, net, constant(low));
    expect(equivalence.areEqual(net, among(-1000))).toBe(true);
    expect(equivalence.areEqual(net, among(-4))).toBe(false);
  });
});

describe("a formula that is right on one side of a condition only is wrong, in every family", () => {
  const CONDITIONAL = new Set(["positive", "select", "max", "min", "relu", "leaky_relu", "largest", "elu"]);
  const LOOKED_AT = 400;
  const TIMES: Readonly<Record<string, number>> = { "conv.pool": 8, "mlp.loss_after": 4, "loss.hinge": 8 };

  /** The conditions of a formula, each once. */
  function conditionsOf(e: Expression, found = new Set<Expression>()): Call[] {
    if (found.has(e)) return [];
    found.add(e);
    const inside = parts(e).flatMap((part) => conditionsOf(part, found));
    return e.kind === "call" && CONDITIONAL.has(e.fn.id) ? [e, ...inside] : inside;
  }

  function replaced(e: Expression, old: Expression, by: Expression, known = new Map<Expression, Expression>()) {
    if (e === old) return by;
    let made = known.get(e);
    if (!made) known.set(e, (made = mapParts(e, (part) => replaced(part, old, by, known))));
    return made;
  }

  const isFree = ({ role }: Quantity) => role !== "clock" && role !== "target";

  /** Whether two formulas differ at some of many numbers, looked for without the judge. */
  function differ(problem: Problem, a: Expression, b: Expression): boolean {
    const [right, other] = ["right", "other"].map((id): Quantity => ({
      kind: "quantity",
      id,
      role: "node",
      tensor: id,
      index: [],
    })) as [Quantity, Quantity];
    const tape = compile((q) => (q === right ? a : q === other ? b : undefined), [right, other]);
    const { training } = problem.network;
    const random = new Random("elsewhere");
    return Array.from({ length: LOOKED_AT }).some(() => {
      const values = tape.leaves.map((q) =>
        q.role === "clock" || q.role === "state" || q.role === "mask"
          ? problem.given.get(q)!
          : q.role === "setting" || q === training?.lr
            ? random.below(1000) / 1000
            : (random.below(6001) - 3000) / 1000,
      );
      const memory = tape.run(values);
      const [x, y] = [memory[tape.slot(right)]!, memory[tape.slot(other)]!];
      return Number.isFinite(x - y) && Math.abs(x - y) > 1e-6 * (1 + Math.abs(x) + Math.abs(y));
    });
  }

  const oneSided = drilled.flatMap(({ skill, level }) =>
    drawnAt(skill, level, TIMES[skill] ?? 1).flatMap((item) => {
      const { problem, asked } = openItem(item);
      const right = writtenOut(problem.model.right.define, asked, () => true);
      // Whether a target is there at all, or what step it is, is no condition of the numbers.
      const conditions = conditionsOf(right).filter((c) => [...operands(c.args[0]!)].some(isFree));
      const wrong = conditions
        .flatMap((c) => [ONE, ...c.args].map((by) => replaced(right, c, by)))
        .filter((formula) => differ(problem, right, formula));
      return wrong.length > 0 ? [{ name: named(item), problem, asked, wrong }] : [];
    }),
  );

  test("and there are many such formulas", () => {
    expect(oneSided.length).toBeGreaterThan(30);
    for (const family of ["conv.pool 4", "mlp.loss_after 3", "loss.hinge"])
      expect([family, oneSided.some(({ name }) => name.startsWith(family))]).toEqual([family, true]);
  });

  test.each(oneSided)("$name", ({ problem, asked, wrong }) => {
    const equivalence = new Equivalence(problem);
    expect(wrong.map((formula) => equivalence.areEqual(asked, formula))).not.toContain(true);
  });
});
