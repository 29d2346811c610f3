import type { Routes } from "#contract/routes.ts";
import { setPassword } from "../../db/accounts.ts";
import { deletePasses, findPass, takePass } from "../../db/passes.ts";
import { deleteSession, deleteSessions } from "../../db/sessions.ts";
import { findTotp } from "../../db/totp.ts";
import { write } from "../../db/write.ts";
import { noLink } from "../account/admission.ts";
import { arrive } from "../account/arrive.ts";
import { hashOf } from "../account/codes.ts";
import { guess } from "../account/guess.ts";
import { newHalf } from "../account/half.ts";
import { meOf } from "../account/me.ts";
import { takeCode } from "../account/one-time.ts";
import { demandUnchanged, newPassword, ownAccount, proveLogin } from "../account/prove.ts";
import type { Context } from "../context.ts";
import { Refusal } from "../errors.ts";
import type { Handlers } from "../serve.ts";
import { sessionHashOf, startSession, takeCookie } from "../session.ts";

/** Coming back and leaving. */
export const loginHandlers = (
  context: Context,
): Pick<Handlers<Routes>, "login" | "loginCode" | "logout" | "resetPassword"> => {
  const { db } = context.database;

  return {
    async login({ user, body, request, reply }) {
      const account = await proveLogin(context, body.name, body.password);
      const totp = await findTotp(db, account.user);
      if (totp?.confirmed === true) {
        const token = await write(db, async (trx) => {
          await demandUnchanged(trx, account);
          return newHalf(context, trx, account.user);
        });
        return { step: "code", token };
      }
      const entered = await startSession(context, { request, reply }, async (trx) => {
        await demandUnchanged(trx, account);
        return arrive(trx, account.user, user, body.takeAlong);
      });
      return { step: "done", me: meOf(entered) };
    },

    async loginCode({ user, body, request, reply }) {
      const pass = { tokenHash: hashOf(body.token), purpose: "second_step" } as const;
      const holder = await findPass(db, pass, context.now());
      if (holder === null) throw new Refusal("link_invalid", "This login has taken too long. Start again.");
      const { nameKey } = await ownAccount(db, { id: holder });
      const isRight = await guess(context, nameKey, async () =>
        (await write(db, (trx) => takeCode(trx, holder, body.code, context.now()))) ? true : null,
      );
      if (isRight === null) throw new Refusal("wrong_code", "This code is wrong, or was used already.");
      const entered = await startSession(context, { request, reply }, async (trx) => {
        if ((await takePass(trx, pass, context.now())) === null) throw noLink();
        return arrive(trx, holder, user, body.takeAlong);
      });
      return meOf(entered);
    },

    async logout({ user, request, reply }) {
      await deleteSession(db, user.id, sessionHashOf(context, request) ?? "");
      takeCookie(context, { request, reply });
      return { done: true };
    },

    async resetPassword({ body }) {
      const pass = { tokenHash: hashOf(body.token), purpose: "reset" } as const;
      const holder = await findPass(db, pass, context.now());
      if (holder === null) throw noLink();
      const { name } = await ownAccount(db, { id: holder });
      const passwordHash = await newPassword(body.password, name);
      await write(db, async (trx) => {
        if ((await takePass(trx, pass, context.now())) === null) throw noLink();
        await setPassword(trx, holder, passwordHash, context.now());
        await deleteSessions(trx, holder);
        await deletePasses(trx, holder);
      });
      return { name };
    },
  };
};
