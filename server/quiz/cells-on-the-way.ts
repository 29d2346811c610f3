import type { Problem } from "#engine/problem.ts";
import { isGradient, isLater, isParameter, type Quantity, root } from "#engine/quantity.ts";
import type { Random } from "#engine/random.ts";
import { isOfForwardPass } from "./ladder.ts";
import { workedOutSteps } from "./rounded-work.ts";

/**
 * The numbers on the way to what is asked, in an order of work: of the backward pass where there is one, which starts
 * from the forward pass on the learner's paper. What is asked of a weight is asked of one in every other layer too.
 */
export function cellsOnTheWay(problem: Problem, asked: Quantity, random: Random): Cell[] {
  const wanted = [...likewiseInOtherLayers(problem, asked, random), asked].toSorted(fromTheOutputDown);
  const worked = new Map(wanted.flatMap((q) => [...workedOutSteps(problem, problem.model.right, q, 4)]));
  const cells = Array.from(worked, ([quantity, byHand]) => ({ quantity, byHand }));
  const isCell = ({ quantity }: Cell) => isOfForwardPass(asked) || !isOfForwardPass(quantity);
  return cells.filter(isCell).toSorted((a, b) => phase(a.quantity) - phase(b.quantity));
}

/** A number on the way, and what honest work with four digits makes of it. */
export type Cell = { readonly quantity: Quantity; readonly byHand: number };

const fromTheOutputDown = (a: Quantity, b: Quantity): number => (b.layer ?? 0) - (a.layer ?? 0);

/** Signals first, then the gradients of parameters, then what a step makes of them. */
const phase = (q: Quantity): number => (isLater(q) ? 2 : isGradient(q) && isParameter(root(q)) ? 1 : 0);

/** For a weight of a network of layers: one weight of each other layer. */
function likewiseInOtherLayers({ network }: Problem, asked: Quantity, random: Random): Quantity[] {
  const weight = asked.derived?.of;
  if (!weight || weight.role !== "weight" || network.widths.length === 0) return [];
  const layers = network.widths.map((_, layer) => layer).filter((layer) => layer > 0 && layer !== weight.layer);
  return layers.map((layer) => {
    const other = random.pick(network.withRole("weight").filter((w) => w.layer === layer));
    return isLater(asked) ? network.later(other) : network.gradient(other);
  });
}
