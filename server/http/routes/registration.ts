import type { Routes } from "#contract/routes.ts";
import { createAccount, setAdmin } from "../../db/accounts.ts";
import { audit } from "../../db/audit.ts";
import { deletePasses } from "../../db/passes.ts";
import { takeRegistrationInvite } from "../../db/registration-invites.ts";
import type { Database } from "../../db/schema.ts";
import { deleteSessions } from "../../db/sessions.ts";
import { createGuest } from "../../db/users.ts";
import type { User } from "../../db/users.ts";
import { write } from "../../db/write.ts";
import { demandAdmission, noLink, takeAdmission } from "../account/admission.ts";
import { hashOf } from "../account/codes.ts";
import { meOf } from "../account/me.ts";
import { readName } from "../account/name.ts";
import type { Name } from "../account/name.ts";
import { newPassword, ownUser } from "../account/prove.ts";
import type { Context } from "../context.ts";
import { Refusal } from "../errors.ts";
import { inviteOf, joinBy } from "../groups/joining.ts";
import type { Handlers } from "../serve.ts";
import { startSession } from "../session.ts";

const refuseName = (code: "bad_name" | "name_taken", message: string): Refusal =>
  new Refusal(code, message, [{ path: "name", message }]);

const demandName = (text: string): Name => {
  const name = readName(text);
  if (name === null) throw refuseName("bad_name", "A name has 1 to 40 characters that can be seen.");
  return name;
};

const demandGuest = (user: User | null): void => {
  if (user?.kind === "account") throw new Refusal("conflict", "You have an account already; log out first.");
};

/** How one becomes somebody here, and the server's owner. */
export const registrationHandlers = (context: Context): Pick<Handlers<Routes>, "entrance" | "register" | "claim"> => {
  /** The guest who registers; whoever else knows a session or a code of theirs is not let into the account by it. */
  const alone = async (trx: Database, user: User | null): Promise<number> => {
    if (user === null) return (await createGuest(trx, { at: context.now() })).id;
    demandGuest(await ownUser(trx, user));
    await deleteSessions(trx, user.id);
    await deletePasses(trx, user.id);
    return user.id;
  };

  const auditOwner = (trx: Database, user: number): Promise<void> =>
    audit(trx, { at: context.now(), actor: user, act: "admin.granted", subject: user });

  return {
    entrance: () => ({ guests: context.config.guests, registration: context.config.registration }),

    async register({ user, body, request, reply }) {
      demandGuest(user);
      const { name, key: nameKey } = demandName(body.name);
      await demandAdmission(context, body.invite);
      const passwordHash = await newPassword(body.password, name);
      const registered = await startSession(context, { request, reply }, async (trx) => {
        const admin = await takeAdmission(context, trx, body.invite);
        const account = { user: await alone(trx, user), name, nameKey, passwordHash, admin };
        if (!(await createAccount(trx, { ...account, at: context.now() })))
          throw refuseName("name_taken", "This name is taken.");
        // Whoever was let in by a group's invitation uses it up, and is in the group.
        if (body.invite !== undefined && (await inviteOf(trx, body.invite, context.now())) !== null)
          await joinBy(context, trx, body.invite, account.user);
        if (admin) await auditOwner(trx, account.user);
        return ownUser(trx, { id: account.user });
      });
      return meOf(registered);
    },

    async claim({ user, body }) {
      return write(context.database.db, async (trx) => {
        const invite = await takeRegistrationInvite(trx, hashOf(body.invite), context.now());
        if (invite?.makesAdmin !== true) throw noLink();
        await setAdmin(trx, user.id, true);
        await auditOwner(trx, user.id);
        return meOf(await ownUser(trx, user));
      });
    },
  };
};
