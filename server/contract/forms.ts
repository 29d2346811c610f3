import { z } from "zod";
import { bilingual, formula } from "./words.ts";

/** Each form of question: what it shows beside the network before the answer, never the key. */
export const task = z.discriminatedUnion("form", [
  z.strictObject({
    form: z.literal("number"),
    /** The share of the key by which an answer may be off. */
    tolerance: z.number(),
  }),
  z.strictObject({ form: z.literal("choice"), options: z.array(formula) }),
]);
export type Task = z.infer<typeof task>;

export const formId = z.enum(["number", "choice"]);
export type FormId = z.infer<typeof formId>;

/** What is right in each form, beside what was read from the answer; null where nothing was answered. */
export const solution = z.discriminatedUnion("form", [
  z.strictObject({
    form: z.literal("number"),
    value: z.number().nullable(),
    key: z.strictObject({ value: z.number(), text: z.string(), exact: z.string().optional() }),
    accepted: z.tuple([z.number(), z.number()]),
    acceptedText: z.tuple([z.string(), z.string()]),
  }),
  z.strictObject({
    form: z.literal("choice"),
    /** Options are counted from 0. */
    chosen: z.number().int().nullable(),
    right: z.number().int(),
    /** The mistake that leads to each option, null for the right one. */
    names: z.array(bilingual.nullable()),
  }),
]);
export type Solution = z.infer<typeof solution>;
