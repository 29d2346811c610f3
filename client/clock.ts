import { signal } from "@preact/signals";

const MINUTE = 60_000;

/** The present moment, to the minute: enough for "in 3 days". */
export const now = signal(Date.now());

/** Lets the clock run. */
export function startClock(): void {
  setInterval(() => {
    now.value = Date.now();
  }, MINUTE);
}
