import type { Routes } from "#contract/routes.ts";
import { replaceRecoveryCodes } from "../../db/recovery-codes.ts";
import type { Database } from "../../db/schema.ts";
import { confirmTotp, deleteTotp, findTotp, proposeTotp, useStep } from "../../db/totp.ts";
import { write } from "../../db/write.ts";
import { hashOf, newCode } from "../account/codes.ts";
import { guess } from "../account/guess.ts";
import { enrolment, newSecret, stepOf, takeCode } from "../account/one-time.ts";
import { provePassword } from "../account/prove.ts";
import type { Context } from "../context.ts";
import { Refusal } from "../errors.ts";
import type { Handlers } from "../serve.ts";
import { sessionHashOf } from "../session.ts";
import { readAccount } from "./account.ts";

const RECOVERY_CODES = 10;

type TwoStep = "proposeTwoStep" | "confirmTwoStep" | "endTwoStep" | "renewRecoveryCodes";

const wrongCode = (): Refusal => new Refusal("wrong_code", "This code is wrong, or was used already.");

/** The second step of a login: on, off, and what helps when the authenticator is lost. */
export const twoStepHandlers = (context: Context): Pick<Handlers<Routes>, TwoStep> => {
  const { db } = context.database;

  const newRecoveryCodes = async (trx: Database, user: number): Promise<string[]> => {
    const codes = Array.from({ length: RECOVERY_CODES }, () => newCode(context.randomBytes));
    await replaceRecoveryCodes(trx, user, codes.map(hashOf));
    return codes;
  };

  return {
    async proposeTwoStep({ user, body, request }) {
      const { name } = await provePassword(context, { user, request }, body.password);
      const secret = newSecret(context.randomBytes);
      if (!(await proposeTotp(db, user.id, secret)))
        throw new Refusal("conflict", "The second step is on already; turn it off first.");
      return enrolment(name, secret);
    },

    async confirmTwoStep({ user, body }) {
      return write(db, async (trx) => {
        const totp = await findTotp(trx, user.id);
        const step = totp?.confirmed === false ? stepOf(totp.secret, body.code, context.now()) : null;
        if (step === null) throw wrongCode();
        await confirmTotp(trx, user.id, context.now());
        await useStep(trx, user.id, step);
        return { recoveryCodes: await newRecoveryCodes(trx, user.id) };
      });
    },

    async endTwoStep({ user, body, request }) {
      const { nameKey } = await provePassword(context, { user, request }, body.password);
      const ended = await guess(context, nameKey, () =>
        write(db, async (trx) => {
          if (!(await takeCode(trx, user.id, body.code, context.now()))) return null;
          await deleteTotp(trx, user.id);
          await replaceRecoveryCodes(trx, user.id, []);
          return true;
        }),
      );
      if (ended === null) throw wrongCode();
      return readAccount(context, user, sessionHashOf(context, request));
    },

    async renewRecoveryCodes({ user, body, request }) {
      await provePassword(context, { user, request }, body.password);
      return write(db, async (trx) => {
        const totp = await findTotp(trx, user.id);
        if (totp?.confirmed !== true) throw new Refusal("conflict", "The second step is off.");
        return { recoveryCodes: await newRecoveryCodes(trx, user.id) };
      });
    },
  };
};
