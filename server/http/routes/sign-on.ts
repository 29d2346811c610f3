import type { FastifyRequest } from "fastify";
import type { Routes } from "#contract/routes.ts";
import { deleteIdentities } from "../../db/identities.ts";
import { createSignOn, takeSignOn } from "../../db/sign-ons.ts";
import type { User } from "../../db/users.ts";
import { write } from "../../db/write.ts";
import { hashOf, inviteHashOf, newToken } from "../account/codes.ts";
import { openId } from "../account/open-id.ts";
import type { OpenId } from "../account/open-id.ts";
import { ownAccount, provePassword } from "../account/prove.ts";
import { enterBy, linkIdentity } from "../account/sign-on.ts";
import type { Context } from "../context.ts";
import { Redirect } from "../encoded.ts";
import { Refusal } from "../errors.ts";
import type { Handlers } from "../serve.ts";
import { cookieOf, sessionHashOf } from "../session.ts";
import type { Exchange } from "../session.ts";
import { readAccount } from "./account.ts";

/** How long somebody may stay at the other server. */
const PATIENCE = 10 * 60_000;

const failed = (): Refusal => new Refusal("sign_on_failed", "The sign-on did not work out. Try again.");

/** Signing on by another server's word. An identity is that server and its name for somebody, never an e-mail address. */
export const signOnHandlers = (context: Context): Pick<Handlers<Routes>, "signOn" | "signOnReturn" | "endSignOn"> => {
  const { db } = context.database;
  const other = openId(context.config);

  const demandOther = (): OpenId => {
    if (other === null) throw new Refusal("not_found", "This server takes no other's word.");
    return other;
  };

  const origin = (request: FastifyRequest): string => context.config.origin ?? `${request.protocol}://${request.host}`;

  /** Somebody who comes back, and the place to go on to. */
  const comeBack = async (user: User | null, state: string | undefined, exchange: Exchange): Promise<string> => {
    const { request, reply } = exchange;
    const { name, options } = cookieOf(context, request, "sign-on");
    const known = request.cookies[name];
    reply.clearCookie(name, options);
    // Only the browser that was sent there comes back: nobody is logged in by a link that somebody else sent.
    const signOn = state !== undefined && state === known ? await takeSignOn(db, hashOf(state), context.now()) : null;
    if (state === undefined || signOn === null) throw failed();
    const vouched = await demandOther().vouched(`${origin(request)}${request.url}`, { ...signOn, state });
    return signOn.user === null
      ? enterBy(context, exchange, user, { vouched, signOn })
      : linkIdentity(context, signOn.user, user, vouched);
  };

  return {
    async signOn({ user, body, request, reply }) {
      const account = user?.kind === "account" ? user : null;
      if (account !== null) await provePassword(context, { user: account, request }, body.password ?? "");
      const [state, nonce, verifier] = [1, 2, 3].map(() => newToken(context.randomBytes)) as [string, string, string];
      const address = await demandOther().address(`${origin(request)}/api/sign-on/return`, { state, nonce, verifier });
      await createSignOn(db, {
        tokenHash: hashOf(state),
        user: account?.id ?? null,
        verifier,
        nonce,
        inviteHash: body.invite === undefined ? null : inviteHashOf(body.invite),
        takesAlong: body.takeAlong,
        expiresAt: context.now() + PATIENCE,
      });
      const { name, options } = cookieOf(context, request, "sign-on");
      reply.setCookie(name, state, { ...options, maxAge: PATIENCE / 1000 });
      return { address };
    },

    async signOnReturn({ user, query, request, reply }) {
      try {
        return new Redirect(await comeBack(user, query["state"], { request, reply }));
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        request.log.warn({ err: error.cause ?? error }, "a sign-on was refused");
        return new Redirect(`../../account#problem=${error.code}`);
      }
    },

    async endSignOn({ user, request }) {
      const { issuer } = demandOther();
      await write(db, async (trx) => {
        const { passwordHash } = await ownAccount(trx, user);
        if (passwordHash === null) throw new Refusal("conflict", "Set a password first: there is no other way in.");
        await deleteIdentities(trx, user.id, issuer);
      });
      return readAccount(context, user, sessionHashOf(context, request));
    },
  };
};
