/** A stage of a chain: a layer, or a step of time. */
export type Stage = {
  /** Stored numbers that the next stage reads. */
  readonly state: number;
  /** Stored numbers that only the backward pass of this stage reads. */
  readonly inner: number;
  /** Multiply-accumulate operations to compute both again. */
  readonly again: number;
};

export type Kept = {
  readonly macs_recomputed: number;
  readonly stored_activations: number;
  readonly peak_activations: number;
};

/**
 * What a chain keeps for its backward pass. With `every` = 0 that is everything. Otherwise it is the start, every
 * `every`-th state and the last one; what lies between two of them is computed again, one stretch at a time, when the
 * backward pass gets there: at most the longest stretch stands beside what is kept. Chen et al. 2016.
 */
export function kept(start: number, stages: readonly Stage[], every: number): Kept {
  if (every === 0) {
    const all = stages.reduce((sum, { state, inner }) => sum + state + inner, start);
    return { macs_recomputed: 0, stored_activations: all, peak_activations: all };
  }
  let [stored, between, longest, macs] = [start, 0, 0, 0];
  stages.forEach(({ state, inner, again }, i) => {
    const isKept = (i + 1) % every === 0 || i === stages.length - 1;
    if (isKept) stored += state;
    if (!isKept || inner > 0) macs += again;
    between += isKept ? inner : inner + state;
    longest = Math.max(longest, between);
    if (isKept) between = 0;
  });
  return { macs_recomputed: macs, stored_activations: stored, peak_activations: stored + longest };
}
