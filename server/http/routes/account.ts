import type { Account, Session } from "#contract/account.ts";
import type { Routes } from "#contract/routes.ts";
import { setPassword } from "../../db/accounts.ts";
import { audit } from "../../db/audit.ts";
import { hasIdentity } from "../../db/identities.ts";
import { deletePasses } from "../../db/passes.ts";
import { countRecoveryCodes } from "../../db/recovery-codes.ts";
import { deleteSession, deleteSessions, sessionsOf } from "../../db/sessions.ts";
import { findTotp } from "../../db/totp.ts";
import { deleteUser } from "../../db/users.ts";
import type { User } from "../../db/users.ts";
import { write } from "../../db/write.ts";
import { demandUnchanged, newPassword, ownAccount, provePassword } from "../account/prove.ts";
import type { Context } from "../context.ts";
import { Refusal } from "../errors.ts";
import { demandHandedOver } from "../groups/owners.ts";
import type { Handlers } from "../serve.ts";
import { sessionHashOf, takeCookie } from "../session.ts";

type Own = "account" | "changePassword" | "endSession" | "endSessions" | "deleteAccount";

const instant = (at: number): string => new Date(at).toISOString();

const signOnOf = async ({ config, database }: Context, user: User): Promise<Account["signOn"]> => {
  const { oidcIssuer, oidcName } = config;
  return oidcIssuer === null ? null : { name: oidcName, linked: await hasIdentity(database.db, user.id, oidcIssuer) };
};

/** Reads an account for its owner; one of the sessions is the one that asks. */
export const readAccount = async (context: Context, user: User, current: string | undefined): Promise<Account> => {
  const { db } = context.database;
  const account = await ownAccount(db, user);
  const totp = await findTotp(db, user.id);
  const sessions = await sessionsOf(db, user.id, context.now());
  return {
    name: account.name,
    admin: account.admin,
    created: instant(account.createdAt),
    hasPassword: account.passwordHash !== null,
    passwordChanged: instant(account.passwordChangedAt),
    signOn: await signOnOf(context, user),
    twoStep: { on: totp?.confirmed === true, recoveryCodesLeft: await countRecoveryCodes(db, user.id) },
    sessions: sessions.map(({ tokenHash, createdAt, lastSeenAt, browser }): Session => ({
      id: tokenHash,
      browser,
      created: instant(createdAt),
      lastSeen: instant(lastSeenAt),
      current: tokenHash === current,
    })),
  };
};

/** What one does with one's own account: password, sessions, and its end. */
export const accountHandlers = (context: Context): Pick<Handlers<Routes>, Own> => {
  const { db } = context.database;
  return {
    account: ({ user, request }) => readAccount(context, user, sessionHashOf(context, request)),

    async changePassword({ user, body, request }) {
      const account = await provePassword(context, { user, request }, body.present);
      const passwordHash = await newPassword(body.password, account.name);
      const current = sessionHashOf(context, request) ?? "";
      await write(db, async (trx) => {
        await demandUnchanged(trx, account);
        await setPassword(trx, user.id, passwordHash, context.now());
        await deleteSessions(trx, user.id, current);
        await deletePasses(trx, user.id);
      });
      return readAccount(context, user, current);
    },

    async endSession({ user, params, request, reply }) {
      const current = sessionHashOf(context, request);
      if (!(await deleteSession(db, user.id, params.session)))
        throw new Refusal("not_found", "There is no such session.");
      if (params.session === current) takeCookie(context, { request, reply });
      return readAccount(context, user, current);
    },

    async endSessions({ user, request, reply }) {
      await deleteSessions(db, user.id);
      takeCookie(context, { request, reply });
      return { done: true };
    },

    async deleteAccount({ user, body, request, reply }) {
      await provePassword(context, { user, request }, body.password);
      await write(db, async (trx) => {
        await demandHandedOver(trx, user.id);
        await deleteUser(trx, user.id);
        await audit(trx, { at: context.now(), actor: user.id, act: "user.deleted", subject: user.id });
      });
      takeCookie(context, { request, reply });
      return { done: true };
    },
  };
};
