import { audit } from "../../db/audit.ts";
import { allAccounts, findAccount, setAdmin } from "../../db/accounts.ts";
import type { Account } from "../../db/accounts.ts";
import { deletePasses } from "../../db/passes.ts";
import { deleteRegistrationInvite } from "../../db/registration-invites.ts";
import type { Database } from "../../db/schema.ts";
import { deleteSessions } from "../../db/sessions.ts";
import { deleteUser } from "../../db/users.ts";
import { write } from "../../db/write.ts";
import { newInviteLink, newResetLink } from "../account/links.ts";
import type { Context } from "../context.ts";
import { Refusal } from "../errors.ts";
import { demandHandedOver } from "../groups/owners.ts";
import { demandRightStill } from "../rights.ts";

/** Who acts: an owner of the server, or null for whoever sits at its command line. */
type Actor = number | null;

type World = Pick<Context, "database" | "now" | "randomBytes">;

/** An act in one transaction, by somebody who may do it when it is done. */
const act = <T>(world: World, by: Actor, work: (trx: Database, world: World) => Promise<T>): Promise<T> =>
  write(world.database.db, async (trx) => {
    if (by !== null) await demandRightStill(trx, { id: by }, "admin");
    return work(trx, { ...world, database: { ...world.database, db: trx } });
  });

const accountOf = async (trx: Database, user: number): Promise<Account> => {
  const account = await findAccount(trx, user);
  if (account === null) throw new Refusal("not_found", "There is no such account.");
  return account;
};

const demandAnotherAdmin = async (trx: Database, { user, admin }: Account): Promise<void> => {
  if (!admin || (await allAccounts(trx)).some((other) => other.admin && other.user !== user)) return;
  throw new Refusal("conflict", "The server always has an owner: make somebody else one first.");
};

/** Makes a link by which people can register. */
export const inviteToRegister = (world: World, by: Actor, invite: { uses: number; days: number }): Promise<string> =>
  act(world, by, async (trx, within) => {
    const detail = `uses: ${invite.uses}, days: ${invite.days}`;
    await audit(trx, { at: world.now(), actor: by, act: "registration.invited", detail });
    return newInviteLink(within, { by, ...invite });
  });

/** Makes a link by which people can register void. */
export const withdrawInvite = (world: World, by: Actor, invite: string): Promise<void> =>
  act(world, by, async (trx) => {
    if (!(await deleteRegistrationInvite(trx, invite))) throw new Refusal("not_found", "There is no such invite.");
    await audit(trx, { at: world.now(), actor: by, act: "registration.revoked" });
  });

/** Makes a link by which somebody can set a new password. */
export const makeResetLink = (world: World, by: Actor, user: number): Promise<string> =>
  act(world, by, async (trx, within) => {
    await accountOf(trx, user);
    await audit(trx, { at: world.now(), actor: by, act: "reset_link.made", subject: user });
    return newResetLink(within, user);
  });

/** Makes somebody an owner of the server, or no longer; one always stays. */
export const makeAdmin = (world: World, by: Actor, user: number, admin: boolean): Promise<void> =>
  act(world, by, async (trx) => {
    const account = await accountOf(trx, user);
    if (account.admin === admin) return;
    if (!admin) await demandAnotherAdmin(trx, account);
    await setAdmin(trx, user, admin);
    await audit(trx, { at: world.now(), actor: by, act: admin ? "admin.granted" : "admin.revoked", subject: user });
  });

/** Logs somebody out everywhere. */
export const endSessionsOf = (world: World, by: Actor, user: number): Promise<void> =>
  act(world, by, async (trx) => {
    await accountOf(trx, user);
    await deleteSessions(trx, user);
    await deletePasses(trx, user);
    await audit(trx, { at: world.now(), actor: by, act: "sessions.ended", subject: user });
  });

/** Deletes an account with all that is its. */
export const deletePerson = (world: World, by: Actor, user: number): Promise<void> =>
  act(world, by, async (trx) => {
    await demandAnotherAdmin(trx, await accountOf(trx, user));
    await demandHandedOver(trx, user);
    await deleteUser(trx, user);
    await audit(trx, { at: world.now(), actor: by, act: "user.deleted", subject: user });
  });
