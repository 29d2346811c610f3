import { createAccount } from "../../db/accounts.ts";
import { audit } from "../../db/audit.ts";
import { findGroupInvite } from "../../db/group-invites.ts";
import { deletePasses } from "../../db/passes.ts";
import type { Database } from "../../db/schema.ts";
import { deleteSessions } from "../../db/sessions.ts";
import { createGuest } from "../../db/users.ts";
import type { User } from "../../db/users.ts";
import type { Context } from "../context.ts";
import { Refusal } from "../errors.ts";
import { joinBy } from "../groups/joining.ts";
import { takeAdmission } from "./admission.ts";
import type { Name } from "./name.ts";
import { ownUser } from "./prove.ts";

/** A refusal of what somebody wants to be called. */
export const refuseName = (code: "bad_name" | "name_taken", message: string): Refusal =>
  new Refusal(code, message, [{ path: "name", message }]);

/** Refuses whoever has an account already. */
export const demandGuest = (user: User | null): void => {
  if (user?.kind === "account") throw new Refusal("conflict", "You have an account already; log out first.");
};

/** Notes that somebody has become the server's owner. */
export const auditOwner = (context: Context, trx: Database, user: number): Promise<void> =>
  audit(trx, { at: context.now(), actor: user, act: "admin.granted", subject: user });

/** The guest who registers; whoever else knows a session or a code of theirs is not let into the account by it. */
const alone = async (context: Context, trx: Database, user: User | null): Promise<number> => {
  if (user === null) return (await createGuest(trx, { at: context.now() })).id;
  demandGuest(await ownUser(trx, user));
  await deleteSessions(trx, user.id);
  await deletePasses(trx, user.id);
  return user.id;
};

type Registration = {
  /** Wishes, the first free one of which it is. */
  readonly names: Iterable<Name>;
  readonly passwordHash: string | null;
  readonly inviteHash: string | null;
};

/** Makes an account of a guest, or of nobody, within a transaction. */
export const registerAs = async (
  context: Context,
  trx: Database,
  user: User | null,
  { names, passwordHash, inviteHash }: Registration,
): Promise<User> => {
  const admin = await takeAdmission(context, trx, inviteHash);
  const account = { user: await alone(context, trx, user), passwordHash, admin, at: context.now() };
  for (const { name, key: nameKey } of names) {
    if (!(await createAccount(trx, { ...account, name, nameKey }))) continue;
    if (admin) await auditOwner(context, trx, account.user);
    // Whoever was let in by a group's invitation uses it up, and is in the group.
    if (inviteHash !== null && (await findGroupInvite(trx, inviteHash, context.now())) !== null)
      await joinBy(context, trx, inviteHash, account.user);
    return ownUser(trx, { id: account.user });
  }
  throw refuseName("name_taken", "This name is taken.");
};
