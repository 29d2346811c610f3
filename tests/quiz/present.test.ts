import { describe, expect, test } from "vitest";
import { askKind, question } from "#contract/practice.ts";
import { networkOf } from "#engine/families/index.ts";
import { notations, type NotationId } from "#engine/notation/index.ts";
import { problemOf } from "#engine/problem.ts";
import type { AskKind } from "#quiz/ask.ts";
import { plainText } from "#quiz/card-text.ts";
import { draw, levelsOf } from "#quiz/draw.ts";
import { drills } from "#quiz/drills/index.ts";
import { formsOf, isDrawn } from "#quiz/items/index.ts";
import { numberSolution } from "#quiz/items/number.ts";
import { isOnNetwork } from "#quiz/item.ts";
import { mistakeIds, mistakes } from "#quiz/mistakes/index.ts";
import { present } from "#quiz/present.ts";
import { skills } from "#quiz/skills.ts";
import type { SkillId } from "#quiz/syllabus.ts";
import { drawn, isAfterUpdate, isBackThroughLayers, isLayered, type LayeredItem, named } from "./drawn.ts";

const items = drawn(8);
const shown = items.map((item) => ({ item, question: present(item) }));
const han = /\p{Script=Han}/u;

describe("a presented question", () => {
  test("is what the contract promises", () => {
    const served = { ticket: "t", reason: "new", hints: { shown: [], total: 1, nextReveals: true }, answered: false };
    const refused = shown.filter((one) => !question.safeParse({ ...one.question, ...served }).success);
    expect(refused.map(({ item }) => named(item))).toEqual([]);
  });

  test("sets its numbers as mathematics: a power of ten, not an e", () => {
    const adam = items.filter(({ skill }) => skill === "opt.adam").map(present);
    const latex = adam.flatMap(({ givens }) => givens.map(({ formula }) => formula.latex));
    expect(latex).toContain(String.raw`\varepsilon = 10^{-8}`);
    const all = shown.flatMap(({ question: { givens } }) => givens.map(({ formula }) => formula.latex));
    expect(all.filter((written) => /\de[-+]?\d/.test(written))).toEqual([]);
  });

  test("carries neither the key nor the seed", () => {
    const leaks = shown.filter(({ item, question: seen }) => {
      const text = JSON.stringify(seen);
      const digits = numberSolution(item).key.value.toPrecision(6);
      const givens = JSON.stringify(item.network);
      const shortest = String(Math.abs(Number(digits)));
      const key = shortest.length >= 7 && text.includes(shortest) && !givens.includes(shortest);
      return key || text.includes(item.seed) || /"(?:seed|key|accepted|generator)"/.test(text);
    });
    expect(leaks.map(({ item }) => named(item))).toEqual([]);
  });

  test("hides a seed that looks like nothing else", () => {
    const item = draw("mlp.hidden_grad", { seed: "canary-7f3a", level: 3 });
    expect(JSON.stringify(item)).toContain("canary-7f3a");
    expect(JSON.stringify(present(item))).not.toContain("canary");
  });

  test("names the rate where there is an update, or weights that could be updated too early, and only there", () => {
    const odd = shown.filter(({ item, question: { givens } }) => {
      const rate = String("optimizer" in item.network && item.network.optimizer?.lr);
      return (
        givens.some(({ formula }) => formula.text === `eta = ${rate}` || formula.text === `η = ${rate}`) !==
        (isAfterUpdate(item) || isBackThroughLayers(item) || item.network.type === "optim_quad")
      );
    });
    expect(
      odd.map(({ item, question: seen }) => [named(item), seen.givens.map(({ formula }) => formula.text)]),
    ).toEqual([]);
  });

  test("says how exact the answer must be, in both languages, and what the item takes for granted", () => {
    const silent = shown.filter(({ question: { conventions } }) => {
      const texts = conventions.map(({ en, zh }) => ({ en: plainText(en), zh: plainText(zh) }));
      const said = texts.every(({ en, zh }) => /\w/.test(en) && han.test(zh));
      return !said || !texts.some(({ en }) => /four significant|six decimals|all digits|exact whole number/.test(en));
    });
    expect(silent).toEqual([]);
  });
});

describe("how many digits to keep", () => {
  const PRECISION = /four significant|six decimals|all digits|whole number/;
  const precisionsOf = (item: Parameters<typeof present>[0]) =>
    present(item).conventions.flatMap(({ en }) => PRECISION.exec(plainText(en))?.[0] ?? []);

  test("is said once, and only where a number is worked out and typed", () => {
    const drawings = Object.keys(drills).flatMap((skill) =>
      formsOf(skill)
        .filter((form) => isDrawn(skill as SkillId, form))
        .flatMap((form) => levelsOf(skill).map((level) => draw(skill, { seed: "digits", level, form }))),
    );
    expect(new Set(drawings.map(({ form }) => form)).size).toBeGreaterThan(6);
    const odd = drawings.filter((item) => precisionsOf(item).length !== (item.form === "number" ? 1 : 0));
    expect(odd.map(({ skill, level, form }) => [skill, level, form])).toEqual([]);
  });

  test.each([
    ["mlp.path_count", "whole number"],
    ["cx.params", "whole number"],
    ["gc.numeric", "all digits"],
    ["mlp.update_all", "six decimals"],
    ["mlp.hidden_grad", "four significant"],
  ])("is said of %s by the way it is judged: %s", (skill, precision) => {
    const drawings = levelsOf(skill).map((level) => draw(skill, { seed: "digits", level, form: "number" }));
    expect(drawings.map(precisionsOf)).toEqual(drawings.map(() => [precision]));
  });
});

test("a step of a network is said to be of gradient descent only if it is", () => {
  const item = items.find((one) => isLayered(one) && isAfterUpdate(one)) as LayeredItem;
  const said = (name: "sgd" | "adam") =>
    present({ ...item, network: { ...item.network, optimizer: { name, lr: 0.1 } } })
      .conventions.map(({ en }) => plainText(en))
      .join("\n");
  expect(said("sgd")).toContain("One step of gradient descent");
  expect(said("adam")).not.toContain("gradient descent");
  expect(said("adam")).toContain("Adam with bias correction");
});

describe("what is asked", () => {
  test("covers every kind of number", () => {
    expect([...new Set(items.map(({ ask }) => ask.kind))].toSorted()).toEqual(askKind.options.toSorted());
  });

  const QUANTITY: Readonly<Record<AskKind, RegExp>> = {
    net: /^forward\.z\d\.\d\.\d$/,
    output: /^forward\.a\d\.0\.\d$/,
    loss: /^loss$/,
    gradient_weight: /^grads\.(?:W\w*|[EV])(?:\.\d)+$/,
    gradient_bias: /^grads\.b[\dxh]?(?:\.\d)?$/,
    gradient_input: /^grads\.(?:X|x|h0)(?:\.\d)+$/,
    gradient_activation: /^grads\.(?:a\d|h)(?:\.\d)+$/,
    delta: /^deltas\.z\d?(?:\.\d)+$/,
    updated: /^updated\.[Wb]\d(?:\.\d)*$/,
    loss_after: /^(?:loss_after|after\.loss)$/,
    after_steps: /^(?:after\.(?:\d\.)?)?updated\.w\.0$/,
    value: /^(?:(?:forward|running)\.|loss$|after\.\d\.state\.)/,
    gradient: /^(?:grads|deltas)\./,
    derivative: /^grads\./,
    agh_gradient: /^grads\.W\d\.\d\.\d$/,
  };

  test("is the kind of number that it is called", () => {
    expect(items.filter(({ ask }) => !QUANTITY[ask.kind].test(ask.quantity))).toEqual([]);
  });

  test.each(Object.entries(drills))("is each kind of %s on each of its networks, sooner or later", (skill, drill) => {
    const drawings = levelsOf(skill).flatMap((level) =>
      Array.from({ length: 60 }, (_, i) => draw(skill, { seed: String(i), level })).filter(isOnNetwork),
    );
    const kinds = new Set(drawings.map(({ ask }) => ask.quantity.replaceAll(/\.\d+/g, "")));
    const shapes = new Set(drawings.map(({ level, network }) => `${level} ${networkOf(network).key}`));
    expect(kinds.size).toBeGreaterThanOrEqual(new Set(drill.asks).size / 2);
    expect(shapes.size).toBeGreaterThanOrEqual(Object.values(drill.levels).flat().length);
  });
});

describe("both languages", () => {
  test("name every skill and every mistake with its remedy", () => {
    const texts = [
      ...Object.values(skills).map(({ name }) => name),
      ...mistakeIds.flatMap((id) => [mistakes[id].name, mistakes[id].remedy]),
    ];
    expect(texts.filter(({ en, zh }) => en.trim() === "" || zh.trim() === "")).toEqual([]);
    expect(texts.filter(({ en }) => han.test(en))).toEqual([]);
  });
});

describe("the picture", () => {
  const allNotations = Object.keys(notations) as NotationId[];
  const pictures = items
    .filter(isLayered)
    .filter(({ seed }) => seed === items[0]!.seed)
    .flatMap((item) => allNotations.map((notation): LayeredItem => ({ ...item, notation })))
    .map((item) => ({ item, diagram: present(item).diagram!, network: problemOf(item.network).network }));
  type Picture = (typeof pictures)[number];
  const faults = (look: (picture: Picture) => readonly string[]) =>
    pictures.flatMap((picture) =>
      look(picture).map((fault) => `${named(picture.item)} ${picture.item.notation}: ${fault}`),
    );

  test("has nodes and edges of different names, each edge between two nodes, from left to right", () => {
    const odd = faults(({ diagram: { nodes, edges } }) => {
      const columns = new Map(nodes.map(({ id, column }) => [id, column]));
      const places = new Set(nodes.map(({ column, row }) => `${column}/${row}`));
      const loose = edges.filter(({ from, to }) => !((columns.get(from) ?? Infinity) < (columns.get(to) ?? -Infinity)));
      const twice = columns.size < nodes.length || new Set(edges.map(({ id }) => id)).size < edges.length;
      return [
        ...loose.map(({ id }) => `edge ${id}`),
        ...(twice ? ["a name twice"] : []),
        ...(places.size < nodes.length ? ["two nodes in one place"] : []),
      ];
    });
    expect(odd).toEqual([]);
  });

  test("shows every parameter and every quantity of a unit in exactly one kind of place", () => {
    const missing = faults(({ diagram: { nodes, edges }, network }) => {
      const onNodes = new Set(nodes.flatMap(({ quantities }) => quantities));
      const onEdges = new Set(edges.flatMap(({ quantities }) => quantities));
      const units = network.forward.filter(({ role }) => ["net", "activation", "signal"].includes(role));
      const ofUnits = [...units, ...network.withRole("input")].flatMap((q) => [q.id, network.gradient(q).id]);
      const ofEdges = network.parameters.flatMap((q) => [q.id, network.gradient(q).id, network.later(q).id]);
      return [
        ...ofUnits.filter((id) => !onNodes.has(id) || onEdges.has(id)),
        ...ofEdges.filter((id) => !onEdges.has(id) || onNodes.has(id)),
        ...[network.loss.id, network.lossAfter.id].filter((id) => !onNodes.has(id)),
      ];
    });
    expect(missing).toEqual([]);
  });

  test("shows the mask of every unit under dropout, by its own name", () => {
    const odd = faults(({ item, diagram: { nodes } }) => {
      const masks = item.network.config.layers.flatMap(({ dropout }, i) =>
        (dropout?.mask[0] ?? []).map((m, unit) => [`unit.${i + 1}.${unit}`, String(m)]),
      );
      const seen = nodes.flatMap(({ id, mask }) => (mask ? [[id, mask.value]] : []));
      const names = new Set(nodes.flatMap(({ mask }) => mask?.label.text ?? []));
      return JSON.stringify(seen) === JSON.stringify(masks) && names.size === masks.length ? [] : ["masks"];
    });
    expect(odd).toEqual([]);
    expect(pictures.some(({ diagram: { nodes } }) => nodes.some(({ mask }) => mask?.value === "0"))).toBe(true);
  });

  test("labels every weight with its own name and its number", () => {
    const odd = faults(({ item, diagram: { edges }, network }) => {
      const weights = edges.filter(({ from, to, residual }) => to !== "loss" && !from.startsWith("bias") && !residual);
      const labels = weights.map(({ label }) => label?.text);
      const unnumbered = weights.filter(({ value }) => value === undefined || !Number.isFinite(Number(value)));
      const count = network.withRole("weight").length;
      return [
        ...(new Set(labels).size === count && weights.length === count ? [] : [`labels ${labels.join()}`]),
        ...unnumbered.map(({ id }) => `${id} has no number`),
        ...(JSON.stringify(present(item).ask?.symbol).includes("undefined") ? ["a nameless ask"] : []),
      ];
    });
    expect(odd).toEqual([]);
  });
});
