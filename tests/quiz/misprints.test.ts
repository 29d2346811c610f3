import { describe, expect, test } from "vitest";
import { draw } from "#quiz/draw.ts";
import type { Print } from "#quiz/exhibits/printed.ts";
import type { ItemOf } from "#quiz/items/form.ts";
import { find } from "#quiz/items/find.ts";
import { judge } from "#quiz/judge.ts";
import { present } from "#quiz/present.ts";
import { ownMisprints } from "../../seeds/misprints/index.ts";
import { reference } from "../engine/cases.ts";

type Printed = { readonly path: string; readonly printed: string; readonly agrees: boolean; readonly value: number };
type Case = {
  readonly id: string;
  readonly spec: unknown;
  readonly sources: readonly { readonly title: string; readonly url: string }[];
  readonly published: readonly Printed[];
};

const { cases } = reference("published.json") as { readonly cases: readonly Case[] };
const caseOf: Readonly<Record<string, readonly string[]>> = {
  mazur: ["P-mazur-1", "P-mazur-10000"],
  rgu: ["P-rgu-3.1"],
  notes: ["P-zh-035-09"],
  softmax: ["P-softmax-123-misprint"],
  adam: ["P-adam-misprint"],
  rnn: ["P-rnn-infosys"],
};
const misprints = [...ownMisprints()].flatMap(([skill, all]) => all.map((misprint) => ({ ...misprint, skill })));
const casesOf = (id: string) => caseOf[id]!.map((name) => cases.find((one) => one.id === name)!);

/** The reference's path of a quantity: the state after a step of an optimizer alone goes by another name there. */
const pathsOf = (quantity: string) => [quantity, quantity.replace("updated.w.", "trajectory.0.w_after.")];

describe.each(misprints)("the misprint $id", ({ id, skill, network, source, lines, wrong, ask }) => {
  const [first, ...rest] = casesOf(id);
  const published = first!.published;
  const isRight = (line: (typeof lines)[number]): boolean | undefined =>
    "quantity" in line
      ? published.find(({ path, printed }) => pathsOf(line.quantity).includes(path) && printed === line.printed)?.agrees
      : rest.flatMap((one) => one.published).find(({ printed }) => printed === line.printed)?.agrees;

  test("is on the network of its source, which it names", () => {
    expect(network).toEqual(first!.spec);
    expect(first!.sources.map(({ title }) => title)).toContain(source.title);
    expect(source.url === null || first!.sources.some(({ url }) => url === source.url)).toBe(true);
  });

  test("prints what the source prints: right numbers first, then the wrong one that is asked about", () => {
    expect(lines.slice(0, wrong).map(isRight)).toEqual(lines.slice(0, wrong).map(() => true));
    const line = lines[wrong]!;
    expect(isRight(line)).toBe(false);
    expect("quantity" in line && line.quantity).toBe(ask.quantity);
  });

  test("is a question with its answer, which other origins are not", () => {
    const all = ownMisprints().get(skill);
    const item = Array.from({ length: 60 }, (_, i) =>
      draw(skill, { seed: String(i), form: "find", misprints: all }),
    ).find((one): one is ItemOf<"find"> & { print: Print } => "print" in one && one.print.id === id)!;
    const { line, suspect, instead } = find.solution(item);
    const right = published.find(({ path }) => pathsOf(ask.quantity).includes(path))!.value;
    expect(instead.value).toBeCloseTo(right, 9);
    expect(line).toBe(wrong);
    expect(find.task(item).suspects[suspect]).toEqual(misprints.find((one) => one.id === id)!.origins[0]);
    for (const [i] of item.print.origins.entries())
      expect(judge(item, `${line + 1}\n${i + 1}`).verdict).toBe(i === suspect ? "right" : "wrong");
    expect(present(item).task).toMatchObject({ source: { title: source.title } });
  });
});

test("every misprint of the reference is printed by one of them", () => {
  const wanted = cases.flatMap(({ published }) => published.filter(({ agrees }) => !agrees));
  const text = misprints.map(({ lines, remedy }) => JSON.stringify([lines, remedy])).join();
  expect(wanted.filter(({ printed }) => !text.includes(printed)).map(({ path }) => path)).toEqual([]);
  expect(wanted).toHaveLength(20);
});

test.each([...ownMisprints()])("%s finds a misprint in about one question of three", (skill, all) => {
  const items = Array.from({ length: 120 }, (_, i) =>
    draw(skill, { seed: `share ${i}`, form: "find", misprints: all }),
  );
  const printed = items.filter((item) => "print" in item).length;
  // Four standard deviations of 120 throws are 21.
  expect(Math.abs(printed - 40)).toBeLessThan(21);
});
