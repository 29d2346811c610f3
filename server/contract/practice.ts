import { z } from "zod";
import { solution, task } from "./forms.ts";
import { networkDocument, notationId } from "./network.ts";
import { bilingual, bilingualProse, formula, rating, step } from "./words.ts";

export * from "./words.ts";

/** The picture of a network; ids are quantity ids, so that a derivation's steps can light it up. */
export const diagram = z.strictObject({
  nodes: z.array(
    z.strictObject({
      id: z.string(),
      kind: z.enum(["input", "bias", "unit", "output", "loss"]),
      /** Column from the left, 0 = inputs; row from the top within its column. */
      column: z.number().int(),
      row: z.number().int(),
      label: formula,
      /** The given number, as the item displays it (inputs and targets). */
      value: z.string().optional(),
      /** For a unit: its activation function's symbol. For an output: also its target. */
      activation: z.string().optional(),
      target: z.strictObject({ label: formula, value: z.string() }).optional(),
      /** For a unit under dropout: its mask, "0" where it is dropped. */
      mask: z.strictObject({ label: formula, value: z.string() }).optional(),
      /** All quantities that belong to this node (net, out, gradient, delta). */
      quantities: z.array(z.string()),
    }),
  ),
  edges: z.array(
    z.strictObject({
      id: z.string(),
      from: z.string(),
      to: z.string(),
      label: formula.optional(),
      value: z.string().optional(),
      /** A residual connection carries no weight. */
      residual: z.boolean().optional(),
      quantities: z.array(z.string()),
    }),
  ),
});
export type Diagram = z.infer<typeof diagram>;

export const askKind = z.enum([
  "net",
  "output",
  "loss",
  "gradient_weight",
  "gradient_bias",
  "gradient_input",
  "gradient_activation",
  "delta",
  "updated",
  "loss_after",
  /** A weight after several steps of an optimizer. */
  "after_steps",
  /** Any other number of the forward pass, and any other gradient. */
  "value",
  "gradient",
  /** The derivative of a function that is no loss. */
  "derivative",
  /** What the AGH rule, that of Case 1, puts in place of a gradient. */
  "agh_gradient",
]);
export type AskKind = z.infer<typeof askKind>;

export const hint = z.strictObject({
  number: z.number().int(),
  total: z.number().int(),
  /** A hint that shows the asked step makes the card come back. */
  reveals: z.boolean(),
  /** Whether the hint after this one does; false when there is none. */
  nextReveals: z.boolean(),
  text: bilingual,
  formulas: z.array(formula),
});
export type Hint = z.infer<typeof hint>;

/** What may be shown before the answer. It is built without access to the key, and carries no seed. */
export const question = z.strictObject({
  ticket: z.string(),
  skill: z.string(),
  skillName: bilingual,
  level: z.number().int(),
  /** Why it comes now. */
  reason: z.enum(["due", "new", "again", "chosen", "drill", "assigned"]),
  /** The form of the question, and what it shows beside the network. */
  task,
  /** Null, as the network, for what is asked about no network. */
  ask: z
    .strictObject({
      kind: askKind,
      quantity: z.string(),
      symbol: formula,
      /** What is asked for in words, where finding the rules is the question: the network is then its inputs alone. */
      told: bilingual.optional(),
    })
    .nullable(),
  notation: notationId,
  network: networkDocument.nullable(),
  /** Null for a network that is shown by its rules and tensors alone. */
  diagram: diagram.nullable(),
  /** The givens that no picture carries: loss formula, learning rate, batch, targets, ... each "symbol = value". */
  givens: z.array(z.strictObject({ formula, note: bilingual.optional() })),
  /** The conventions in force (loss factor, sign of delta, ReLU'(0), ...). */
  conventions: z.array(bilingualProse),
  hints: z.strictObject({
    /** Those that were taken already, so that a page opened anew shows them again. */
    shown: z.array(hint),
    total: z.number().int(),
    /** Whether the next hint shows the asked step; false when there is none. */
    nextReveals: z.boolean(),
  }),
  /** Set when a valid answer to this ticket is already stored. */
  answered: z.boolean(),
});
export type Question = z.infer<typeof question>;

export const namedMistake = z.strictObject({
  id: z.string(),
  /** Absent-minded companion of a "possibly": a sign flip, a factor 2, or a second mistake. */
  with: z.string().nullable(),
  name: bilingual,
  withName: bilingual.nullable(),
  remedy: bilingual,
  /** The first derivation step that the mistake changes, with what it would read under the mistake. */
  firstDifference: step.nullable(),
});
export type NamedMistake = z.infer<typeof namedMistake>;

/** The result of one submission. An unreadable one costs nothing and reveals nothing. */
export const judgement = z.discriminatedUnion("verdict", [
  z.strictObject({
    verdict: z.literal("unreadable"),
    reason: bilingual,
    /** Where reading stopped, counted in characters from 0; null where all could be read, but is not what is wanted. */
    position: z.number().int().nullable(),
  }),
  z.strictObject({
    verdict: z.enum(["right", "wrong", "gave_up"]),
    /** What is right, beside what was read from the answer. */
    solution,
    /** "named": one mistake, or a tie; "possible": only combinations fit; "none": nothing is claimed. */
    certainty: z.enum(["named", "possible", "none"]),
    mistakes: z.array(namedMistake),
    derivation: z.array(step),
    /** How the skill is explained to an interviewer: two to four sentences. */
    spoken: bilingualProse,
    /** Null when this was a later try, which teaches and does not rate. */
    rating: rating.nullable(),
    /** When the skill is next due (ISO 8601), and whether it comes back in this session. */
    due: z.iso.datetime().nullable(),
    again: z.boolean(),
  }),
]);
export type Judgement = z.infer<typeof judgement>;

export const skill = z.strictObject({
  id: z.string(),
  family: z.string(),
  /** Its place in the syllabus, from easy to hard. */
  level: z.number().int(),
  /** The levels at which it is asked, ascending; empty when it is not available. */
  levels: z.array(z.number().int()),
  tier: z.enum(["S", "A", "B", "C"]),
  name: bilingual,
  prerequisites: z.array(z.string()),
  forms: z.array(z.string()),
  /** False for a skill of the syllabus that has no item yet. */
  available: z.boolean(),
});
export type Skill = z.infer<typeof skill>;

export const skillProgress = z.strictObject({
  skill: z.string(),
  state: z.enum(["new", "due", "learned"]),
  due: z.iso.datetime().nullable(),
  /** Chance of remembering now, 0..1 (FSRS retrievability). */
  strength: z.number().nullable(),
  reviews: z.number().int(),
});

export const progress = z.strictObject({
  due: z.number().int(),
  newLeftToday: z.number().int(),
  reviewsToday: z.number().int(),
  rightToday: z.number().int(),
  /** When the next card falls due, if none is due now. */
  nextDue: z.iso.datetime().nullable(),
  skills: z.array(skillProgress),
});
export type Progress = z.infer<typeof progress>;

export const settings = z.strictObject({
  language: z.enum(["en", "zh"]).nullable(),
  notation: notationId.nullable(),
  /** IANA name of the time zone whose days are counted. */
  zone: z.string().max(64),
  /** The hour at which a study day begins. */
  rolloverHour: z.number().int().min(0).max(23),
  newPerDay: z.number().int().min(0).max(200),
});
export type Settings = z.infer<typeof settings>;
