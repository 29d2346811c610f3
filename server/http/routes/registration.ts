import type { Routes } from "#contract/routes.ts";
import { setAdmin } from "../../db/accounts.ts";
import { takeRegistrationInvite } from "../../db/registration-invites.ts";
import { write } from "../../db/write.ts";
import { demandAdmission, noLink } from "../account/admission.ts";
import { hashOf, inviteHashOf } from "../account/codes.ts";
import { meOf } from "../account/me.ts";
import { readName } from "../account/name.ts";
import type { Name } from "../account/name.ts";
import { newPassword, ownUser } from "../account/prove.ts";
import { auditOwner, demandGuest, refuseName, registerAs } from "../account/registering.ts";
import type { Context } from "../context.ts";
import type { Handlers } from "../serve.ts";
import { startSession } from "../session.ts";

const demandName = (text: string): Name => {
  const name = readName(text);
  if (name === null) throw refuseName("bad_name", "A name has 1 to 40 characters that can be seen.");
  return name;
};

/** How one becomes somebody here, and the server's owner. */
export const registrationHandlers = (context: Context): Pick<Handlers<Routes>, "entrance" | "register" | "claim"> => ({
  entrance() {
    const { guests, registration, oidcIssuer, oidcName } = context.config;
    return { guests, registration, signOn: oidcIssuer === null ? null : oidcName };
  },

  async register({ user, body, request, reply }) {
    demandGuest(user);
    const name = demandName(body.name);
    const inviteHash = body.invite === undefined ? null : inviteHashOf(body.invite);
    await demandAdmission(context, inviteHash);
    const passwordHash = await newPassword(body.password, name.name);
    const registration = { names: [name], passwordHash, inviteHash };
    const registered = await startSession(context, { request, reply }, (trx) =>
      registerAs(context, trx, user, registration),
    );
    return meOf(registered);
  },

  claim({ user, body }) {
    return write(context.database.db, async (trx) => {
      const invite = await takeRegistrationInvite(trx, hashOf(body.invite), context.now());
      if (invite?.makesAdmin !== true) throw noLink();
      await setAdmin(trx, user.id, true);
      await auditOwner(context, trx, user.id);
      return meOf(await ownUser(trx, user));
    });
  },
});
