import { countGuess, forgiveGuess } from "../../db/guesses.ts";
import type { Context } from "../context.ts";
import { Refusal } from "../errors.ts";
import { hashOf } from "./codes.ts";

/** For each account, over all ways to guess and all addresses. */
export const ALLOWANCE = { guesses: 10, within: 3_600_000 } as const;

/**
 * Lets somebody try to prove who they are: a null is a wrong guess and counts. A name without an account is counted
 * too, and only by its hash, since people type passwords into the wrong field.
 */
export const guess = async <T>(context: Context, key: string, attempt: () => Promise<T | null>): Promise<T | null> => {
  const { db } = context.database;
  const id = await countGuess(db, { nameHash: hashOf(key), at: context.now() }, ALLOWANCE);
  if (id === null) throw new Refusal("too_many_guesses", "Too many attempts for this account. Try again in an hour.");
  const result = await attempt();
  if (result !== null) await forgiveGuess(db, id);
  return result;
};
