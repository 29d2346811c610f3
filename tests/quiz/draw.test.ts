import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { networkDocument } from "#contract/network.ts";
import { valuesOf } from "#engine/problem.ts";
import { deriveDocument } from "#quiz/calculators.ts";
import { draw, GENERATOR_VERSION, levelsOf } from "#quiz/draw.ts";
import { drills } from "#quiz/drills/index.ts";
import { openItem } from "#quiz/explain.ts";
import { formsOf, isDrawn } from "#quiz/items/index.ts";
import { numberSolution } from "#quiz/items/number.ts";
import { predictions } from "#quiz/predictions.ts";
import { skills } from "#quiz/skills.ts";
import type { SkillId } from "#quiz/syllabus.ts";
import { leavesOf, type Tree } from "../engine/cases.ts";
import { drawnAt, drilled, isAfterUpdate, isLayered, type LayeredItem, named, type NumberItem } from "./drawn.ts";
import { isWhole, unitsOf } from "./plain.ts";

const SEEDS = 200;
/** Looking at every mistake takes longer than drawing. */
const SEEDS_WITH_MISTAKES = 12;

const LEAST = { 1: 0.01, 2: 0.001, 3: 0.001, 4: 0.001, 5: 0.0005 } as const;

const ratiosOfInputs = ({ network }: LayeredItem): number[] =>
  network.inputs.X.flatMap((row) => row.flatMap((x, i) => row.slice(i + 1).map((y) => Math.abs(x / y))));

/** What is unfair in the forward pass of an item, seen without the engine. */
function unfairForward(item: NumberItem): string[] {
  if (!isLayered(item)) return [];
  const { network } = item;
  const units = unitsOf(network);
  const relus = units.filter(({ activation }) => activation === "relu");
  const kink = isWhole(network) ? 0.5 : 0.1;
  const faults: Record<string, boolean> = {
    "inputs alike": ratiosOfInputs(item).some((ratio) => [0.5, 1, 2].some((bad) => Math.abs(ratio - bad) < 1e-9)),
    "saturated sigmoid": units.some(({ activation, net }) => activation === "sigmoid" && Math.abs(net) > 2.06),
    "saturated tanh": units.some(({ activation, net }) => activation === "tanh" && Math.abs(net) > 1.82),
    "certain class": units.some(({ activation, out }) => activation === "softmax" && out > 0.97),
    "near a kink": relus.some(({ net }) => Math.abs(net) < kink - 1e-12),
    "all units off": relus.length > 0 && relus.every(({ net }) => net < 0),
  };
  return unspared(item, faults);
}

/** The faults that are not the very point of the skill. */
function unspared({ skill }: NumberItem, faults: Readonly<Record<string, boolean>>): string[] {
  const spared = drills[skill as SkillId]?.spares ?? [];
  return Object.keys(faults).filter((fault) => faults[fault] && !spared.some((reason) => fault.includes(reason)));
}

/** What is unfair in the number that is asked for. */
function unfairKey(item: NumberItem): string[] {
  const key = numberSolution(item).key.value;
  if (key === 0) return stays0(item) ? [] : ["0 by accident"];
  const faults: Record<string, boolean> = {
    "too small": !(Math.abs(key) >= (isLayered(item) && isWhole(item.network) ? 1 : LEAST[item.level])),
    "two gradients alike": gradientsBeside(item).some((other) => Math.abs(other - key) <= 0.004 * Math.abs(key)),
  };
  return unspared(item, faults);
}

/** Whether a 0 outlives a nudge of every number: that of a shut gate does, that of an error or of a sum does not. */
function stays0({ network, ask }: NumberItem): boolean {
  let nudges = 0;
  const nudged = (tree: unknown): unknown => {
    if (typeof tree === "number") return tree + 0.001 * (1 + (++nudges % 7));
    if (Array.isArray(tree)) return tree.map(nudged);
    const isTree = typeof tree === "object" && tree !== null;
    return isTree ? Object.fromEntries(Object.entries(tree).map(([name, part]) => [name, nudged(part)])) : tree;
  };
  const numbers = Object.entries(network).filter(([name]) => ["params", "inputs", "targets"].includes(name));
  const changed = Object.fromEntries(numbers.map(([name, tree]): [string, unknown] => [name, nudged(tree)]));
  const document = networkDocument.parse({ ...network, ...changed });
  const { problem, asked } = openItem({ network: document, ask });
  return valuesOf(problem, problem.model.right, [asked])[0] === 0;
}

/** The other gradients of the tensor that is asked about. */
function gradientsBeside({ network, ask }: NumberItem): number[] {
  const [head, tensor] = ask.quantity.split(".") as [string, string];
  if (head !== "grads" || !/^[Wb]/.test(tensor)) return [];
  const leaves = leavesOf(deriveDocument({ network }).grads[tensor] as Tree, `grads.${tensor}`);
  return leaves.filter(([path]) => path !== ask.quantity).map(([, value]) => Number(value));
}

/** Mistakes too near the key, and essential mistakes too near each other. */
function unfairMistakes(item: NumberItem): string[] {
  const { problem, asked } = openItem(item);
  const { key, accepted } = numberSolution(item);
  const all = [...predictions(problem, asked, key.value)];
  const size = Math.abs(key.value);
  const margin = isAfterUpdate(item) ? 1.2 * (accepted[1] - key.value) : 0.006 * size;
  const isWritten = (value: number) => Math.abs(value - key.value) > 1e-6 * size;
  const near = all.filter(({ value }) => Math.abs(value - key.value) <= margin && isWritten(value));
  const essential = all.filter(
    (prediction) => prediction.priority === 1 && !near.includes(prediction) && isWritten(prediction.value),
  );
  const alike = essential.flatMap((a, i) =>
    essential
      .slice(i + 1)
      .filter(
        (b) =>
          !sameNumber(a.value, b.value) && Math.abs(a.value - b.value) <= bandOf(item, a.value) + bandOf(item, b.value),
      )
      .map((b) => `${a.id} = ${b.id}`),
  );
  return [...near.map(({ id }) => `${id} is near the key`), ...alike];
}

const sameNumber = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));

/** Each mistake is named within 0.2 % of its number, or 0.4 % of the change that it makes to a weight. */
function bandOf(item: NumberItem, value: number): number {
  if (!isAfterUpdate(item)) return 0.002 * Math.abs(value);
  const { params } = item.network;
  const weight = new Map(leavesOf(params as Tree)).get(
    item.ask.quantity.replace(/^(?:after\.(?:\d+\.)?)?updated\./, ""),
  );
  const before =
    item.ask.kind === "loss_after" ? Number(deriveDocument({ network: item.network }).loss) : Number(weight);
  return Math.min(0.002 * Math.abs(value), 0.004 * Math.abs(value - before));
}

describe.each(drilled)("$skill at level $level", ({ skill, level }) => {
  const items = drawnAt(skill, level, SEEDS);
  const faults = (of: NumberItem[], look: (item: NumberItem) => string[]) =>
    of.flatMap((item) => look(item).map((fault) => `${named(item)}: ${fault}`));

  test("is fair in every draw", () => {
    expect(faults(items, unfairForward)).toEqual([]);
    expect(faults(items, unfairKey)).toEqual([]);
    expect(faults(items.slice(0, SEEDS_WITH_MISTAKES), unfairMistakes)).toEqual([]);
  });

  test("asks about one number of a document that the contract knows, as plain JSON", () => {
    for (const item of items) {
      expect(item).toMatchObject({ skill, level, form: "number", generator: GENERATOR_VERSION });
      expect(JSON.parse(JSON.stringify(item))).toEqual(item);
    }
    const [first] = items as [NumberItem];
    expect(networkDocument.parse(first.network)).toEqual(first.network);
    expect(numberSolution(JSON.parse(JSON.stringify(first)) as NumberItem)).toEqual(numberSolution(first));
  });

  test("is a fresh network from each seed, and the same bytes from the same seed", () => {
    expect(new Set(items.map(({ network, ask }) => JSON.stringify([network, ask]))).size).toBeGreaterThan(0.9 * SEEDS);
    expect(drawnAt(skill, level, 5).map((item) => JSON.stringify(item))).toEqual(
      items.slice(0, 5).map((item) => JSON.stringify(item)),
    );
  });
});

describe("draw", () => {
  test("takes the level that is wished for, the lowest unless told otherwise, and none that a skill has not", () => {
    const levels = levelsOf("mlp.two_hidden");
    expect(levels).toEqual([4, 5]);
    const levelOf = (level?: number) => draw("mlp.two_hidden", { seed: "a", level }).level;
    expect([levelOf(), levelOf(4), levelOf(5)]).toEqual([4, 4, 5]);
    for (const level of [1, 3, 99, 4.5, Number.NaN]) expect(() => levelOf(level)).toThrow(/not asked at level .*4, 5/);
  });

  test("writes in the notation that is wished for, on the same network", () => {
    const [mazur, layered] = (["mazur", "layered"] as const).map((notation) =>
      draw("mlp.hidden_grad", { seed: "a", level: 3, notation }),
    ) as [NumberItem, NumberItem];
    expect(layered).toEqual({ ...mazur, notation: "layered" });
  });

  test("refuses a skill that has no items", () => {
    expect(() => draw("no.such_skill", { seed: "a" })).toThrow(/no\.such_skill/);
    expect(() => draw("__proto__", { seed: "a" })).toThrow(/no items/);
    expect(() => draw("constructor", { seed: "a" })).toThrow(/no items/);
  });

  test("has items for exactly the skills that say so", () => {
    const available = Object.values(skills).filter((skill) => skill.available);
    expect(Object.keys(drills).filter((id) => !skills[id]!.available)).toEqual([]);
    expect(available.filter(({ id }) => formsOf(id).length === 0)).toEqual([]);
    expect(available.map(({ id, levels }) => [id, levels])).toEqual(available.map(({ id }) => [id, levelsOf(id)]));
    expect(Object.values(skills).filter((skill) => skill.levels.length > 0)).toEqual(available);
    const withNetworks = Object.keys(drills) as SkillId[];
    expect(withNetworks.filter((id) => !formsOf(id).some((form) => isDrawn(id, form)))).toEqual([]);
  });
});

/**
 * The bytes of known seeds. They may change only together with GENERATOR_VERSION; the environment variable
 * GOLDEN=write then renews the file.
 */
describe("the generator", () => {
  const file = join(import.meta.dirname, "../golden/draws.json");
  type Golden = { readonly generator: number; readonly items: Readonly<Record<string, string>> };
  const hash = (text: string): string => createHash("sha256").update(text).digest("hex");
  const golden = (): Golden => ({
    generator: GENERATOR_VERSION,
    items: Object.fromEntries(
      drilled.map(({ skill, level }) => [`${skill} ${level}`, hash(JSON.stringify(drawnAt(skill, level, 3)))] as const),
    ),
  });
  const stored = (): Golden | undefined =>
    existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Golden) : undefined;

  test("draws what it always drew, or has another version", () => {
    if (process.env["GOLDEN"] === "write" && stored()?.generator !== GENERATOR_VERSION)
      writeFileSync(file, `${JSON.stringify(golden(), null, 2)}\n`);
    expect(stored()?.generator, "GOLDEN=write renews tests/golden/draws.json").toBe(GENERATOR_VERSION);
    expect(golden().items, "a seed gives another item: raise GENERATOR_VERSION, then GOLDEN=write").toEqual(
      stored()!.items,
    );
  });
});
