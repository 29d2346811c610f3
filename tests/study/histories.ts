import * as fc from "fast-check";
import type { RatedReview } from "#study/memory.ts";

const SUBJECTS = ["calc.chain_scalar", "mlp.w5", "mlp.w1", "softmax.gradient"];

/** Logs of a learner over some months: days that mostly go forward, as clocks do. */
export function histories(): fc.Arbitrary<RatedReview[]> {
  const entry = fc.record({
    subject: fc.constantFrom(...SUBJECTS),
    rating: fc.constantFrom("again", "hard", "good", "easy"),
    later: fc.oneof(
      { weight: 4, arbitrary: fc.constant(0) },
      { weight: 6, arbitrary: fc.integer({ min: -1, max: 40 }) },
    ),
  });
  return fc.array(entry, { maxLength: 40 }).map((entries) => {
    let day = 20_000;
    return entries.map(({ subject, rating, later }) => ({ subject, rating, day: (day += later) }));
  });
}
