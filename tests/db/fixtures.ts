import type { ItemOf } from "#quiz/items/form.ts";
import { memory } from "#study/memory.ts";
import { rate, rateParts } from "#study/rating.ts";
import type { Outcome, Submission } from "../../server/db/answer.ts";

/** 2026-11-24T12:00:00Z, and its study day in UTC. */
export const NOW = 1_795_521_600_000;
export const TODAY = 20_781;

export const model = memory();
export const study = { rate, rateParts, ...model };

export const item = (skill = "chain.w1", seed = "seed-1"): ItemOf<"number"> => ({
  skill,
  form: "number",
  level: 3,
  seed,
  generator: 1,
  notation: "mazur",
  network: {
    type: "dense",
    config: {
      layers: [{ activation: "sigmoid", bias: "none" }],
      loss: { name: "half_squared", output_reduction: "sum", batch_reduction: "mean" },
    },
    params: { W1: [[0.15]] },
    inputs: { X: [[0.05]] },
    targets: [[0.01]],
  },
  ask: { kind: "gradient_weight", quantity: "grads.W1.0.0" },
});

export const submission = (user: number, changes: Partial<Submission> = {}): Submission => ({
  user,
  ticket: "ticket-1",
  attempt: "attempt-1",
  at: NOW,
  day: TODAY,
  answer: "0.0363",
  verdict: "right",
  mistakes: [],
  seconds: 42.5,
  parts: [],
  ...changes,
});

/** A reply that tells what happened. */
export const reply = ({ rating, card }: Outcome) => ({ rating, due: card?.due ?? null });
