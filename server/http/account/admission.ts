import { findGroupInvite } from "../../db/group-invites.ts";
import { findRegistrationInvite, takeRegistrationInvite } from "../../db/registration-invites.ts";
import type { RegistrationInvite } from "../../db/registration-invites.ts";
import type { Database } from "../../db/schema.ts";
import type { Context } from "../context.ts";
import { Refusal } from "../errors.ts";

/** How an invite is looked up: to see whether it is good, or to use it up. */
type Look = (db: Database, tokenHash: string, at: number) => Promise<RegistrationInvite | null>;

const admitted = async (context: Context, db: Database, tokenHash: string | null, look: Look): Promise<boolean> => {
  const { registration } = context.config;
  const invite = tokenHash === null ? null : await look(db, tokenHash, context.now());
  if (invite?.makesAdmin === true) return true;
  if (registration === "closed") throw new Refusal("registration_closed", "This server makes no new accounts.");
  // An invitation into a group lets its members register too.
  if (tokenHash !== null && invite === null && (await findGroupInvite(db, tokenHash, context.now())) !== null)
    return false;
  if (tokenHash !== null && invite === null) throw noLink();
  if (registration === "invite" && invite === null)
    throw new Refusal("invite_needed", "An invite from the server's owner is needed to register.");
  return false;
};

export const noLink = (): Refusal => new Refusal("link_invalid", "This link has expired or was used already.");

/** Refuses, at no cost, whoever may not register here. */
export const demandAdmission = async (context: Context, tokenHash: string | null): Promise<void> => {
  await admitted(context, context.database.db, tokenHash, findRegistrationInvite);
};

/** Uses up the invite that somebody registers with, if any; answers whether it makes them the server's owner. */
export const takeAdmission = (context: Context, trx: Database, tokenHash: string | null): Promise<boolean> =>
  admitted(context, trx, tokenHash, takeRegistrationInvite);
