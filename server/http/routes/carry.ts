import type { Routes } from "#contract/routes.ts";
import { createPass, takePass } from "../../db/passes.ts";
import { noLink } from "../account/admission.ts";
import { arrive } from "../account/arrive.ts";
import { hashOf, newCode, readCode } from "../account/codes.ts";
import { meOf } from "../account/me.ts";
import type { Context } from "../context.ts";
import { Refusal } from "../errors.ts";
import type { Handlers } from "../serve.ts";
import { startSession } from "../session.ts";

/** Long enough to walk to the other device. */
const PATIENCE = 15 * 60_000;

const demandGuest = (user: { kind: "guest" | "account" } | null): void => {
  if (user?.kind === "account") throw new Refusal("conflict", "An account is carried by logging in.");
};

/** A guest's progress on another device. */
export const carryHandlers = (context: Context): Pick<Handlers<Routes>, "offerCarry" | "carry"> => ({
  async offerCarry({ user }) {
    demandGuest(user);
    const code = newCode(context.randomBytes);
    const expiresAt = context.now() + PATIENCE;
    await createPass(context.database.db, { tokenHash: hashOf(code), purpose: "carry", user: user.id, expiresAt });
    return { code, expires: new Date(expiresAt).toISOString() };
  },

  async carry({ user, body, request, reply }) {
    demandGuest(user);
    const code = readCode(body.code);
    if (code === null) throw new Refusal("wrong_code", "This is no such code.");
    const carried = await startSession(context, { request, reply }, async (trx) => {
      const guest = await takePass(trx, { tokenHash: hashOf(code), purpose: "carry" }, context.now());
      if (guest === null) throw noLink();
      return arrive(trx, guest, user, body.takeAlong);
    });
    return meOf(carried);
  },
});
