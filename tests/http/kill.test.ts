import { expect, test } from "vitest";
import { numeric } from "./learner.ts";
import { killRounds } from "./killing.ts";

test("kill -9 under writing clients loses no acknowledged answer and doubles none", { timeout: 120_000 }, async () => {
  const skill = numeric[0]?.id ?? "";
  const tally = await killRounds(3, 40, skill);
  expect(tally).toMatchObject({ missing: 0, doubled: 0 });
  expect(tally.acknowledged).toBeGreaterThanOrEqual(3 * 40);
  expect(tally.stored).toBe(tally.acknowledged);
});
