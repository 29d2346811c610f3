import { z } from "zod";

/** Each form of question: what it shows beside the network before the answer, never the key. */
export const task = z.discriminatedUnion("form", [
  z.strictObject({
    form: z.literal("number"),
    /** The share of the key by which an answer may be off. */
    tolerance: z.number(),
  }),
]);
export type Task = z.infer<typeof task>;
export type FormId = Task["form"];

/** What is right in each form, beside what was read from the answer; null where nothing was answered. */
export const solution = z.discriminatedUnion("form", [
  z.strictObject({
    form: z.literal("number"),
    value: z.number().nullable(),
    key: z.strictObject({ value: z.number(), text: z.string(), exact: z.string().optional() }),
    accepted: z.tuple([z.number(), z.number()]),
    acceptedText: z.tuple([z.string(), z.string()]),
  }),
]);
export type Solution = z.infer<typeof solution>;
