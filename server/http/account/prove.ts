import type { FastifyRequest } from "fastify";
import { findAccount, findAccountNamed } from "../../db/accounts.ts";
import type { Account } from "../../db/accounts.ts";
import type { Database } from "../../db/schema.ts";
import { sessionBegan } from "../../db/sessions.ts";
import { findUser } from "../../db/users.ts";
import type { Context } from "../context.ts";
import { Refusal } from "../errors.ts";
import { sessionHashOf } from "../session.ts";
import type { User } from "../session.ts";
import { guess } from "./guess.ts";
import { nameKey } from "./name.ts";
import { hashPassword, isPassword, passwordFault } from "./password.ts";

export const wrongLogin = (): Refusal => new Refusal("wrong_login", "The name or the password is wrong.");

/** The account that a name and a password belong to. Refuses alike, and as late, whatever is wrong. */
export const proveLogin = async (context: Context, name: string, password: string): Promise<Account> => {
  const key = nameKey(name);
  const account = await guess(context, key, async () => {
    const found = await findAccountNamed(context.database.db, key);
    return (await isPassword(password, found?.passwordHash ?? null)) ? found : null;
  });
  if (account === null) throw wrongLogin();
  return account;
};

type Caller = { readonly user: User; readonly request: FastifyRequest };

/** How long after a login it still shows who somebody is. */
const FRESH = 10 * 60_000;

const demandFresh = async (context: Context, request: FastifyRequest): Promise<void> => {
  const began = await sessionBegan(context.database.db, sessionHashOf(context, request) ?? "");
  if (began === null || context.now() - began > FRESH)
    throw new Refusal("login_again", "Log in again first: this takes a login of the last ten minutes.");
};

/**
 * The account of a caller who knows its password, which a session alone does not show. Whoever has none has just
 * come in by another server's word.
 */
export const provePassword = async (
  context: Context,
  { user, request }: Caller,
  password: string,
): Promise<Account> => {
  const account = await ownAccount(context.database.db, user);
  if (account.passwordHash === null) {
    await demandFresh(context, request);
    return account;
  }
  const proved = await guess(context, account.nameKey, async () =>
    (await isPassword(password, account.passwordHash)) ? account : null,
  );
  if (proved === null) throw new Refusal("wrong_password", "The password is wrong.");
  return proved;
};

const gone = (): Refusal => new Refusal("no_session", "This user no longer exists.");

/** A user as they are now. */
export const ownUser = async (db: Database, user: Pick<User, "id">): Promise<User> => {
  const found = await findUser(db, user.id);
  if (found === null) throw gone();
  return found;
};

/** A user's account as it is now. */
export const ownAccount = async (db: Database, user: Pick<User, "id">): Promise<Account> => {
  const account = await findAccount(db, user.id);
  if (account === null) throw gone();
  return account;
};

/** Refuses within a transaction if the password that was proved before it is no longer the account's. */
export const demandUnchanged = async (trx: Database, proved: Account): Promise<void> => {
  const found = await findAccount(trx, proved.user);
  if (found === null || found.passwordHash !== proved.passwordHash) throw wrongLogin();
};

/** The hash of a new password; refuses one that would be guessed too easily. */
export const newPassword = (password: string, name: string): Promise<string> => {
  const fault = passwordFault(password, name);
  if (fault === null) return hashPassword(password);
  throw new Refusal("weak_password", fault, [{ path: "password", message: fault }]);
};
