import type { Random } from "#engine/random.ts";
import { inPieces } from "../card-text.ts";
import type { WrittenLine, WrittenOrder } from "../written.ts";
import type { OrderItem, Sequence } from "./sequence.ts";

type Disordered = Pick<Extract<OrderItem, { written: WrittenOrder }>, "written" | "shown">;

/** The lines of a written question in disorder: turned round, an order is broken wherever one line needs another. */
export function disordered(written: WrittenOrder, random: Random): Disordered {
  const places = written.lines.map((_, i) => i);
  const isBroken = (shown: readonly number[]): boolean => tooEarly(written.lines, shown).length > 0;
  return { written, shown: [random.shuffled(places), places.toReversed()].find(isBroken)! };
}

/** The lines of a derivation or of code that are written out, and some wrong ones. */
export function writtenSequence({ written, shown }: Disordered): Sequence {
  const { ask, lines } = written;
  const inView = shown.map((i) => lines[i]!);
  const places = lines.map((_, i) => shown.indexOf(i));
  return {
    ask: inPieces(ask),
    lines: inView.map(({ line }) => line),
    right: places.filter((_, i) => lines[i]!.fault === null),
    names: inView.map(({ fault }) => fault),
    early: (placed) => {
      const found = tooEarly(
        lines,
        placed.map((place) => shown[place]!),
      );
      return found.map(({ line, needs }) => ({
        line: places[line]!,
        needs: needs.map((needed) => lines[needed]!.subject),
      }));
    },
    ladder: () => [],
    mistakesBehind: () => [],
  };
}

type Early = { readonly line: number; readonly needs: readonly number[] };

/** The lines that stand before one they need, or without it, when they are placed so. */
function tooEarly(lines: readonly WrittenLine[], placed: readonly number[]): Early[] {
  return placed.flatMap((line, i) => {
    const before = new Set(placed.slice(0, i));
    const missing = (lines[line]!.needs ?? []).filter((needed) => !before.has(needed));
    return missing.length > 0 ? [{ line, needs: missing }] : [];
  });
}
