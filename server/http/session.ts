import type { FastifyReply, FastifyRequest } from "fastify";
import type { Transaction } from "kysely";
import { createSession, deleteSession, findSessionUser, touchSession } from "../db/sessions.ts";
import type { Schema } from "../db/schema.ts";
import { createGuest } from "../db/users.ts";
import type { User } from "../db/users.ts";
import { write } from "../db/write.ts";
import { browserOf } from "./account/browser.ts";
import { hashOf, newToken } from "./account/codes.ts";
import type { Context } from "./context.ts";

export type { User };

const DAY = 86_400;
// The longest that browsers keep a cookie. Each visit starts it anew.
const LIFETIME = 400 * DAY;

const isSecure = (context: Context, request: FastifyRequest): boolean =>
  request.protocol === "https" || (context.config.origin?.startsWith("https:") ?? false);

// Browsers take a name with this prefix only from the host itself and over https.
const cookieName = (base: string, secure: boolean): string => (secure ? `__Host-${base}` : base);

/** How a cookie of ours is called and given. */
export const cookieOf = (context: Context, request: FastifyRequest, base = "session") => {
  const secure = isSecure(context, request);
  return { name: cookieName(base, secure), options: { path: "/", httpOnly: true, sameSite: "lax", secure } } as const;
};

const tokenOf = (context: Context, request: FastifyRequest): string | undefined =>
  request.cookies[cookieOf(context, request).name];

const giveCookie = (context: Context, request: FastifyRequest, reply: FastifyReply, token: string): void => {
  const { name, options } = cookieOf(context, request);
  reply.setCookie(name, token, { ...options, maxAge: LIFETIME });
};

const lifetime = (context: Context) => ({ at: context.now(), expiresAt: context.now() + LIFETIME * 1000 });

/** What a request's session is stored under; undefined without one. */
export const sessionHashOf = (context: Context, request: FastifyRequest): string | undefined => {
  const token = tokenOf(context, request);
  return token === undefined ? undefined : hashOf(token);
};

/** Who sends this request; null for a visitor without a session. */
export const userOf = async (context: Context, request: FastifyRequest): Promise<User | null> => {
  const hash = sessionHashOf(context, request);
  return hash === undefined ? null : findSessionUser(context.database.db, hash, context.now());
};

/** A request with the reply to it, which may give or take a cookie. */
export type Exchange = { readonly request: FastifyRequest; readonly reply: FastifyReply };

/**
 * Starts a session for whomever the work names, in one transaction with it. The browser's session of before ends:
 * whoever may have known its token must not be let in by it.
 */
export const startSession = async (
  context: Context,
  { request, reply }: Exchange,
  work: (trx: Transaction<Schema>) => Promise<User>,
): Promise<User> => {
  const token = newToken(context.randomBytes);
  const before = await userOf(context, request);
  const user = await write(context.database.db, async (trx) => {
    const found = await work(trx);
    if (before !== null) await deleteSession(trx, before.id, sessionHashOf(context, request) ?? "");
    const browser = browserOf(request.headers["user-agent"]);
    await createSession(trx, { tokenHash: hashOf(token), user: found.id, browser, ...lifetime(context) });
    return found;
  });
  giveCookie(context, request, reply, token);
  return user;
};

/** Makes a guest of a visitor: a user from now on, known to this browser only. */
export const welcomeGuest = (context: Context, exchange: Exchange): Promise<User> =>
  startSession(context, exchange, (trx) => createGuest(trx, { at: context.now() }));

/** Lets the session of somebody who came back last as long as a new one. */
export const prolongSession = async (context: Context, { request, reply }: Exchange): Promise<void> => {
  const token = tokenOf(context, request);
  if (token === undefined) return;
  await touchSession(context.database.db, hashOf(token), lifetime(context));
  giveCookie(context, request, reply, token);
};

/** Has the browser forget a session that has ended. */
export const takeCookie = (context: Context, { request, reply }: Exchange): void => {
  const { name, options } = cookieOf(context, request);
  reply.clearCookie(name, options);
};
