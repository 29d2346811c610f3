import { derive, type DerivationStep, readBy, stepsTo } from "#engine/derive.ts";
import { notations } from "#engine/notation/index.ts";
import type { Random } from "#engine/random.ts";
import { acceptance } from "./acceptance.ts";
import { type OpenItem, openItem } from "./explain.ts";
import { firstDifference } from "./first-difference.ts";
import type { Line, OnNetwork } from "./item.ts";
import { stepsByPhase } from "./ladder.ts";
import type { MistakeId } from "./mistakes/index.ts";
import { predictions, reasoningOf } from "./predictions.ts";

/** The last steps of a long derivation are asked for; what comes before them is taken as known. */
const MOST_RIGHT = 7;
const LEAST_RIGHT = 2;
const MOST_WRONG = 2;
const LEAST_LINES = 3;
/** So many mistakes are tried for a line that shows one. */
const MOST_TRIED = 8;

/** The lines of a derivation and some that mistakes lead to, in disorder; undefined where there are too few. */
export function linesOf(drawn: OnNetwork, random: Random): Line[] | undefined {
  const open = openItem(drawn);
  const right = stepsAsked(open).map((quantity): Line => ({ quantity, mistake: null }));
  const lines = [...right, ...wrongLines(open, right, random)];
  if (right.length < LEAST_RIGHT || lines.length < LEAST_LINES) return undefined;
  // Turned round, an order is broken wherever one line needs another.
  return [random.shuffled(lines), lines.toReversed()].find((disorder) => tooEarly(open, disorder).length > 0);
}

/** Which steps of a derivation are asked for: of the backward pass, or all where that is short. */
function stepsAsked(open: OpenItem): string[] {
  const { forward, backward } = stepsByPhase(open);
  const steps = backward.length < LEAST_LINES ? [...forward, ...backward] : backward;
  return steps.slice(-MOST_RIGHT).map(({ id }) => id);
}

/** A right line that was placed before what it needs, or without it. */
export type Early = { readonly line: Line; readonly needs: readonly string[] };

/** The lines of an order that stand too early; `listed` are all that there are to place. */
export function tooEarly({ problem, asked }: OpenItem, placed: readonly Line[], listed = placed): Early[] {
  const known = new Set(listed.map(({ quantity }) => quantity));
  const reads = new Map(stepsTo(problem.model.right, asked).map((step) => [step.quantity.id, [...readBy(step)]]));
  return placed.flatMap((line, i) => {
    if (line.mistake !== null) return [];
    const before = new Set(placed.slice(0, i).map(({ quantity }) => quantity));
    const needs = reads.get(line.quantity)!.map(({ id }) => id);
    const missing = needs.filter((id) => known.has(id) && !before.has(id));
    return missing.length > 0 ? [{ line, needs: missing }] : [];
  });
}

/** Lines in which mistakes make something else of one of the steps, essential mistakes first; no two look alike. */
function wrongLines(open: OpenItem, right: readonly Line[], random: Random): Line[] {
  const { problem, asked } = open;
  const found = predictions(problem, asked, acceptance(problem, asked)!.key);
  const essential = found.filter(({ priority }) => priority === 1);
  const others = found.filter(({ priority }) => priority !== 1);
  const texts = new Set<string>();
  const lines: Line[] = [];
  for (const { id } of [...random.shuffled(essential), ...random.shuffled(others)].slice(0, MOST_TRIED)) {
    const step = stepChangedBy(open, id);
    if (!step || texts.has(step.text) || !right.some(({ quantity }) => quantity === step.quantity)) continue;
    texts.add(step.text);
    lines.push({ quantity: step.quantity, mistake: id });
    if (lines.length === MOST_WRONG) break;
  }
  return lines;
}

const stepsOf = ({ problem, asked }: OpenItem, mistakes: readonly MistakeId[]): DerivationStep[] =>
  derive(problem, reasoningOf(problem, mistakes), asked, notations.mazur);

/** The line in which a mistake first leads to another number, where the right derivation writes it otherwise. */
function stepChangedBy(open: OpenItem, id: MistakeId): DerivationStep | undefined {
  const difference = firstDifference(stepsOf(open, []), stepsOf(open, [id]));
  const isWritten = difference?.instead !== undefined && difference.instead.text !== difference.step.text;
  return isWritten ? difference.step : undefined;
}
