import { z } from "zod";
import { bilingual, bilingualProse, formula, rating, step } from "./words.ts";

/** A function and its derivative, as curves through points (x, y). */
export const plot = z.strictObject({
  value: z.array(z.tuple([z.number(), z.number()])),
  slope: z.array(z.tuple([z.number(), z.number()])),
});
export type Plot = z.infer<typeof plot>;

/** Each form of question: what it shows beside the network before the answer, never the key. */
export const task = z.discriminatedUnion("form", [
  z.strictObject({
    form: z.literal("number"),
    /** The share of the key by which an answer may be off. */
    tolerance: z.number(),
  }),
  z.strictObject({
    form: z.literal("formula"),
    /** What the formula has to look like; null where every form counts. */
    wanted: z
      .discriminatedUnion("form", [
        z.strictObject({ form: z.literal("no gradient") }),
        z.strictObject({ form: z.literal("in terms of"), names: formula }),
      ])
      .nullable(),
  }),
  z.strictObject({
    form: z.literal("choice"),
    /** What is asked, where it is about no network. */
    ask: bilingualProse.nullable(),
    options: z.array(bilingualProse),
  }),
  z.strictObject({
    form: z.literal("paths"),
    /** Ways through the network, each by the quantities on it; null where the number of paths is asked for. */
    paths: z.array(z.strictObject({ formula, quantities: z.array(z.string()) })).nullable(),
    /** Whether the product of each chosen path is asked for as well, and their sum. */
    products: z.boolean(),
  }),
  z.strictObject({
    form: z.literal("find"),
    /** Who prints the numbers; null for a derivation of our own. */
    source: z.strictObject({ title: z.string(), url: z.string().nullable() }).nullable(),
    /** The lines of a derivation of which one is the first wrong one, and the mistakes that may be behind it. */
    lines: z.array(step),
    suspects: z.array(bilingual),
  }),
  /** Both sides: learners grade themselves, and the back is turned up before they do. */
  z.strictObject({
    form: z.literal("flashcard"),
    card: z.string(),
    front: bilingualProse,
    back: bilingualProse,
    plot: plot.nullable(),
  }),
  z.strictObject({
    form: z.literal("order"),
    /** What is asked, where it is about no network. */
    ask: bilingualProse.nullable(),
    /** The lines of a derivation in disorder, wrong ones among them. */
    lines: z.array(formula),
  }),
  z.strictObject({ form: z.literal("sheet"), cells: z.array(formula) }),
  z.strictObject({
    form: z.literal("matrix"),
    /** The name of the matrix; its shape is part of the question. */
    matrix: formula,
    /** One of its entries off the diagonal, which says what rows and columns are. */
    entry: z.strictObject({ row: z.number().int(), column: z.number().int(), symbol: formula }),
  }),
]);
export type Task = z.infer<typeof task>;

export const formId = z.enum(["number", "formula", "choice", "paths", "order", "find", "sheet", "matrix", "flashcard"]);
export type FormId = z.infer<typeof formId>;

const key = z.strictObject({ value: z.number(), text: z.string(), exact: z.string().optional() });

/** A wrong cell may agree with the learner's own earlier numbers, which earns nothing where they leave no work. */
const cellVerdict = z.enum(["right", "carried", "trivial", "wrong", "blank"]);

const shape = z.strictObject({ rows: z.number().int(), columns: z.number().int() });

/** The one change that makes a wrong formula of the right one. */
export const difference = z.strictObject({
  kind: z.enum(["sign", "factor missing", "factor extra", "factor wrong", "terms missing", "term extra"]),
  factor: formula.optional(),
  /** What stands in the place of a factor that is wrong. */
  instead: formula.optional(),
  /** The terms that are missing or extra, or the one in which the factor stands. */
  terms: z.array(formula),
});
export type Difference = z.infer<typeof difference>;

/** What is right in each form, beside what was read from the answer; null where nothing was answered. */
export const solution = z.discriminatedUnion("form", [
  z.strictObject({
    form: z.literal("number"),
    value: z.number().nullable(),
    key,
    accepted: z.tuple([z.number(), z.number()]),
    acceptedText: z.tuple([z.string(), z.string()]),
  }),
  z.strictObject({
    form: z.literal("formula"),
    /** The right formula as it is wanted, then in other forms. */
    keys: z.array(formula).min(1),
    /** The answer as it was read. */
    read: formula.nullable(),
    difference: difference.nullable(),
    /** Whether a wrong formula gives the right number, for this network only. */
    agreesHere: z.boolean(),
  }),
  z.strictObject({
    form: z.literal("choice"),
    /** Options are counted from 0. */
    chosen: z.number().int().nullable(),
    right: z.number().int(),
    /** The mistake that leads to each option; null for the right one, and where it has no name of its own. */
    names: z.array(bilingual.nullable()),
    /** Why each option is right or wrong, where the question is written out. */
    why: z.array(bilingualProse).optional(),
  }),
  z.strictObject({
    form: z.literal("paths"),
    /** The options chosen, counted from 0, or the number of paths given. */
    chosen: z.array(z.number().int()).nullable(),
    counted: z.number().nullable(),
    /** How many paths contribute, listed or not. */
    count: z.number().int(),
    paths: z
      .array(
        z.strictObject({
          /** A path whose product is 0 does not count. */
          counts: z.boolean(),
          product: formula.nullable(),
          value: z.number().nullable(),
          /** Of a wrong turn: two neighbours of which the second does not read the first. */
          broken: z.tuple([formula, formula]).nullable(),
          /** The product that was given for a chosen path. */
          answered: z.strictObject({ value: z.number(), right: z.boolean() }).nullable(),
        }),
      )
      .nullable(),
    /** The sum of the products, where they are asked for: a wrong one may at least be that of the products given. */
    sum: z
      .strictObject({
        value: z.number().nullable(),
        verdict: z.enum(["right", "carried", "wrong"]).nullable(),
        key,
      })
      .nullable(),
  }),
  z.strictObject({
    form: z.literal("find"),
    /** Lines and mistakes are counted from 0. */
    chosen: z.strictObject({ line: z.number().int(), suspect: z.number().int() }).nullable(),
    line: z.number().int(),
    suspect: z.number().int(),
    /** What has to stand in place of the wrong line, and what helps against the mistake. */
    instead: step,
    remedy: bilingual,
  }),
  z.strictObject({ form: z.literal("flashcard"), /** How the learner graded the card. */ grade: rating.nullable() }),
  z.strictObject({
    form: z.literal("order"),
    /** The lines in the order given, counted from 0. */
    placed: z.array(z.number().int()).nullable(),
    /** One right order; there may be others. */
    right: z.array(z.number().int()),
    /** The mistake behind each wrong line, null for a right one. */
    names: z.array(bilingual.nullable()),
    /** The lines that were placed before something they need. */
    early: z.array(z.strictObject({ line: z.number().int(), needs: z.array(formula) })),
  }),
  z.strictObject({
    form: z.literal("sheet"),
    cells: z.array(
      z.strictObject({
        value: z.number().nullable(),
        verdict: cellVerdict.nullable(),
        key,
        acceptedText: z.tuple([z.string(), z.string()]),
        /** What the right rule gives on the learner's own earlier numbers, where those lead elsewhere. */
        onOwn: z.string().nullable(),
      }),
    ),
    /** In cells: a right one earns 1, one that was carried forward a half. */
    credit: z.number().nullable(),
    /** Other skills that cells of the sheet are questions of; a first answer rates them too. */
    practised: z.array(
      z.strictObject({
        skill: z.string(),
        name: bilingual,
        verdict: cellVerdict.extract(["right", "carried", "wrong"]),
      }),
    ),
  }),
  z.strictObject({
    form: z.literal("matrix"),
    shape,
    answered: shape.nullable(),
    /** The numbers of the right matrix, with rows and columns exchanged. */
    transposed: z.boolean(),
    /** By rows; what was answered, and whether it is right, only where the shape is. */
    entries: z.array(z.array(z.strictObject({ value: z.number().nullable(), right: z.boolean().nullable(), key }))),
  }),
]);
export type Solution = z.infer<typeof solution>;
