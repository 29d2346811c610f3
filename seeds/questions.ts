import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import type { Symbol } from "#engine/expression.ts";
import { isMistake, type MistakeId } from "#quiz/mistakes/index.ts";
import type { SkillId } from "#quiz/syllabus.ts";
import type { WrittenLine, WrittenOption, WrittenQuestion } from "#quiz/written.ts";
import { identifier, inBoth, ofSyllabus } from "./decks.ts";

const option = z.strictObject({
  text: inBoth,
  /** Why it is right, or wrong: shown after the answer. */
  why: inBoth,
  /** The mistake of the catalogue that a wrong option stands for. */
  mistake: z.custom<MistakeId>((given) => typeof given === "string" && isMistake(given), "is no mistake").optional(),
});

const line = z.strictObject({
  text: z.string(),
  /** The same as TeX; a line of a program has none. */
  latex: z.string().optional(),
  name: z.string().optional(),
  /** The names of the lines that it needs before it: where nothing is said, the right line above it. */
  needs: z.array(z.string()).optional(),
  /** Why a wrong line is wrong, in plain words. */
  fault: inBoth.optional(),
});

const asked = {
  id: identifier,
  skill: ofSyllabus,
  ask: inBoth,
  /** Arithmetic such as "0.5^2 = 0.25" for the numbers of the question; a test evaluates it. */
  checks: z.array(z.string()).default([]),
};

const choice = z.strictObject({ ...asked, right: option, wrong: z.array(option).min(2) });
const order = z.strictObject({ ...asked, lines: z.array(line).min(3) });

/** A question as a file has it. */
export type Seed = z.output<typeof choice> | z.output<typeof order>;

/** The questions that a file holds; throws where one is not whole. */
export const readQuestions = (yaml: string): Seed[] =>
  z
    .array(z.record(z.string(), z.unknown()))
    .parse(parse(yaml))
    .map((given) => {
      const { data, error } = ("lines" in given ? order : choice).safeParse(given);
      if (!data) throw new Error(`question ${String(given["id"])}\n${z.prettifyError(error)}`);
      return data;
    });

const directory = join(import.meta.dirname, "questions");

/** All questions that come with the product, in the order of their files. */
export const seeds = (): Seed[] =>
  readdirSync(directory)
    .toSorted()
    .flatMap((file) => readQuestions(readFileSync(join(directory, file), "utf8")));

/** The product's own written questions by their skill. */
export function ownQuestions(): ReadonlyMap<string, readonly WrittenQuestion[]> {
  const bySkill = Map.groupBy(seeds(), ({ skill }): SkillId => skill);
  return new Map([...bySkill].map(([skill, questions]) => [skill, questions.map(questionOf)]));
}

/** A question as the quiz asks it. */
export function questionOf(seed: Seed): WrittenQuestion {
  const { id, ask } = seed;
  if ("lines" in seed) return { id, form: "order", ask, lines: linesOf(seed.lines) };
  const options = [seed.right, ...seed.wrong].map(({ text, why, mistake }, i): WrittenOption => ({
    text,
    why,
    right: i === 0,
    mistake: mistake ?? null,
  }));
  return { id, form: "choice", ask, options };
}

function linesOf(lines: readonly z.output<typeof line>[]): WrittenLine[] {
  return lines.map(({ text, latex, needs, fault }, i) => {
    const written = { line: symbol(text, latex), subject: symbol(leftSide(text), latex && leftSide(latex)) };
    if (fault) return { ...written, needs: null, fault };
    const above = lines.findLastIndex((other, j) => j < i && !other.fault);
    const needed = needs?.map((name) => lines.findIndex((other) => other.name === name));
    return { ...written, needs: needed ?? (above < 0 ? [] : [above]), fault: null };
  });
}

const leftSide = (equation: string): string => equation.split(/ [-+]?= /, 1)[0]!;

const symbol = (text: string, latex = ofProgram(text)): Symbol => ({ text, latex });

const ofProgram = (code: string): string => String.raw`\texttt{${code.replaceAll(/[_#%&{}$]/g, String.raw`\$&`)}}`;
