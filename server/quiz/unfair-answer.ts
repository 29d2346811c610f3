import { type Problem, valuesOf } from "#engine/problem.ts";
import { isLater, isParameter, type Quantity, root } from "#engine/quantity.ts";
import { type Acceptance, acceptance, arrives, valueBefore } from "./acceptance.ts";
import { coincide, type Prediction, predictions } from "./predictions.ts";
import { workedOut } from "./rounded-work.ts";
import { isShut } from "./shut.ts";

/** Why a number is not asked for. */
export type UnfairAnswer =
  | "undefined"
  | "too small"
  | "shut by a gate"
  | "0 by accident"
  | "too large"
  | "two gradients alike"
  | "mistake near the key"
  | "mistakes near each other"
  | "digits cancel"
  | "a number of the forward pass";

/** Whole numbers beyond this, as of a step that diverges, test multiplication and not the chain rule. */
const MOST = 1_000;
/** An essential mistake within this share of the key could be taken for it. */
const CLEAR_OF_KEY = 0.006;
/** What changes no digit that anybody writes down, as an epsilon in another place, is no mistake in this item. */
const UNWRITTEN = 1e-6;
const LEAST_CHANGE = { weight: 0.0005, loss: 0.005 };
const GRADIENTS_ALIKE = 0.004;

/** All that is unfair about a number that is asked for, found one by one. */
export function* unfairAnswers(problem: Problem, asked: Quantity, least: number): Generator<UnfairAnswer> {
  const right = acceptance(problem, asked);
  if (!right) {
    yield "undefined";
    return;
  }
  if (right.key === 0) {
    yield isShut(problem, asked) ? "shut by a gate" : "0 by accident";
    yield* mistakesApart(problem, asked, right);
    return;
  }
  if (Math.abs(right.key) < least || changesTooLittle(problem, asked, right.key)) yield "too small";
  if (Math.abs(right.key) > MOST && !isCount(problem, asked)) yield "too large";
  if (gradientsAlike(problem, asked, right.key)) yield "two gradients alike";
  if (isCopied(problem, asked, right.key)) yield "a number of the forward pass";
  yield* mistakesApart(problem, asked, right);
  if (digitsCancel(problem, asked, right)) yield "digits cancel";
}

/** What is computed without anything to train, as the cost of a network, is as large as it is. */
const isCount = ({ network }: Problem, asked: Quantity): boolean => network.parameters.length === 0 && !asked.derived;

/**
 * A gradient that only repeats a number of the forward pass, or moves its point, asks for nothing; where an identity
 * says so, as p for p - 0, it is the point of the question.
 */
function isCopied(problem: Problem, asked: Quantity, key: number): boolean {
  const { network } = problem;
  const of = asked.derived?.as === "gradient" ? asked.derived.of : undefined;
  if (!of || network.identities.has(of)) return false;
  return valuesOf(problem, problem.model.right, network.forward).some((value) => hasDigitsOf(value, key));
}

/** Whole numbers with a digit or two are alike by chance, so only those of equal size count. */
function hasDigitsOf(value: number, key: number): boolean {
  if (coincide(Math.abs(value), Math.abs(key))) return true;
  const shift = Math.log10(Math.abs(value / key));
  return !Number.isInteger(key * 100) && Math.abs(shift - Math.round(shift)) < 1e-9;
}

/** Work that honestly keeps four digits must arrive; it does not where two large terms nearly cancel. */
const digitsCancel = (problem: Problem, asked: Quantity, right: Acceptance): boolean =>
  !arrives(right, workedOut(problem, problem.model.right, asked, 4));

/** What an update changes must be seen in the digits that people write. */
function changesTooLittle(problem: Problem, asked: Quantity, key: number): boolean {
  const before = valueBefore(problem, asked);
  return before !== undefined && Math.abs(key - before) < LEAST_CHANGE[root(asked).role === "loss" ? "loss" : "weight"];
}

/** Two gradients of one tensor of parameters must differ, or a wrong index would not show. */
function gradientsAlike(problem: Problem, asked: Quantity, key: number): boolean {
  const of = asked.derived?.as === "gradient" ? asked.derived.of : undefined;
  if (!of || !(isParameter(of) || of.role === "copy")) return false;
  const others = problem.network.withRole(of.role).filter((w) => w.tensor === of.tensor && w !== of);
  const values = valuesOf(
    problem,
    problem.model.right,
    others.map((w) => problem.network.gradient(w)),
  );
  return values.some((value) => Math.abs(value - key) <= GRADIENTS_ALIKE * Math.abs(key));
}

/** No mistake may pass for the key, and no two essential ones for each other. */
function* mistakesApart(problem: Problem, asked: Quantity, right: Acceptance): Generator<UnfairAnswer> {
  const margin = isLater(asked) ? (right.high - right.key) * 1.2 : CLEAR_OF_KEY * Math.abs(right.key);
  const essential: Prediction[] = [];
  for (const prediction of predictions(problem, asked, right.key)) {
    const apart = Math.abs(prediction.value - right.key);
    if (apart <= margin) {
      if (apart > UNWRITTEN * Math.abs(right.key)) yield "mistake near the key";
      continue;
    }
    if (prediction.priority !== 1) continue;
    if (essential.some((other) => confusable(right, other.value, prediction.value))) yield "mistakes near each other";
    essential.push(prediction);
  }
}

/** Known identities give the very same number and are listed as a tie. */
const confusable = (right: Acceptance, a: number, b: number): boolean =>
  !coincide(a, b) && Math.abs(a - b) <= right.band(a) + right.band(b);
