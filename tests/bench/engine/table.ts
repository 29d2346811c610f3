/** What a measurement has to reach. */
export type Target = { readonly text: string; readonly holds: (value: number) => boolean };

export const atMost = (limit: number): Target => ({ text: `at most ${limit}`, holds: (value) => value <= limit });
export const atLeast = (limit: number): Target => ({ text: `at least ${limit}`, holds: (value) => value >= limit });

/** One line of the table at the end. */
export type Row = {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly target: string;
  readonly holds: "yes" | "NO" | "";
};

export const row = (what: string, value: number, unit: string, target?: Target): Row => ({
  what,
  value: Number(value.toPrecision(3)),
  unit,
  target: target?.text ?? "",
  holds: target === undefined ? "" : target.holds(value) ? "yes" : "NO",
});
