import { createPass } from "../../db/passes.ts";
import type { Database } from "../../db/schema.ts";
import type { Context } from "../context.ts";
import { hashOf, newToken } from "./codes.ts";

/** How long a login waits for its code. */
const PATIENCE = 10 * 60_000;

/** What stands for the first step of a login until the code comes. */
export const newHalf = async (context: Context, trx: Database, user: number): Promise<string> => {
  const token = newToken(context.randomBytes);
  const expiresAt = context.now() + PATIENCE;
  await createPass(trx, { tokenHash: hashOf(token), purpose: "second_step", user, expiresAt });
  return token;
};
