import { Refusal } from "../errors.ts";
import type { Task } from "./task.ts";

/** As many rule sets as mistakes are tried on a network, at most. */
const RULE_SETS = { derive: 3, diagnose: 150 } as const;

/** Parameters x batch x steps x rule sets of one computation. */
const MOST_WORK = 100_000_000;
/** Numbers in one answer: the parameters after every step. */
const MOST_NUMBERS = 500_000;

const count = (tensor: unknown): number =>
  Array.isArray(tensor) ? tensor.reduce((sum: number, part) => sum + count(part), 0) : 1;

const refuse = (what: string, found: number, most: number): never => {
  const message = `${what} come to ${found}, but may be at most ${most}.`;
  throw new Refusal("invalid_input", message, [{ path: "network", message }]);
};

/** Refuses what would take too long, before it starts. */
export const demandBounded = ({ operation, request }: Task): void => {
  const { params, inputs, optimizer } = request.network;
  const parameters = Object.values(params).reduce((sum: number, tensor) => sum + count(tensor), 0);
  const steps = optimizer?.steps ?? 1;
  const work = parameters * inputs.X.length * steps * RULE_SETS[operation];
  if (work > MOST_WORK) refuse("Parameters x batch x steps x rule sets", work, MOST_WORK);
  if (operation === "derive" && parameters * steps > MOST_NUMBERS) {
    refuse("Parameters x steps", parameters * steps, MOST_NUMBERS);
  }
};
