import type { Database } from "../../db/schema.ts";
import { takeAlong } from "../../db/take-along.ts";
import type { User } from "../../db/users.ts";
import { model } from "../learner.ts";
import { ownUser } from "./prove.ts";

/** Somebody who comes in as a user; what they answered before as a guest goes along when it is wanted. */
export const arrive = async (trx: Database, user: number, before: User | null, along: boolean): Promise<User> => {
  if (along && before?.kind === "guest" && before.id !== user)
    await takeAlong(trx, { guest: before.id, user }, model.fold);
  return ownUser(trx, { id: user });
};
