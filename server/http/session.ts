import { createHash } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import { createSession, findSessionUser, touchSession } from "../db/sessions.ts";
import { createGuest } from "../db/users.ts";
import type { User } from "../db/users.ts";
import { write } from "../db/write.ts";
import type { Context } from "./context.ts";

export type { User };

const DAY = 86_400;
// The longest that browsers keep a cookie. Each visit starts it anew.
const LIFETIME = 400 * DAY;

const hash = (token: string): string => createHash("sha256").update(token).digest("hex");

const isSecure = (context: Context, request: FastifyRequest): boolean =>
  request.protocol === "https" || (context.config.origin?.startsWith("https:") ?? false);

// Browsers take a name with this prefix only from the host itself and over https.
const cookieName = (secure: boolean): string => (secure ? "__Host-session" : "session");

const tokenOf = (context: Context, request: FastifyRequest): string | undefined =>
  request.cookies[cookieName(isSecure(context, request))];

const giveCookie = (context: Context, request: FastifyRequest, reply: FastifyReply, token: string): void => {
  const secure = isSecure(context, request);
  reply.setCookie(cookieName(secure), token, { path: "/", httpOnly: true, sameSite: "lax", secure, maxAge: LIFETIME });
};

const lifetime = (context: Context) => ({ at: context.now(), expiresAt: context.now() + LIFETIME * 1000 });

/** Who sends this request; null for a visitor without a session. */
export const userOf = async (context: Context, request: FastifyRequest): Promise<User | null> => {
  const token = tokenOf(context, request);
  return token === undefined ? null : findSessionUser(context.database.db, hash(token), context.now());
};

/** Makes a guest of a visitor: a user from now on, known to this browser only. */
export const welcomeGuest = async (context: Context, request: FastifyRequest, reply: FastifyReply): Promise<User> => {
  const token = context.randomBytes(32).toString("base64url");
  const { at, expiresAt } = lifetime(context);
  const guest = await write(context.database.db, async (trx) => {
    const user = await createGuest(trx, { at });
    await createSession(trx, { tokenHash: hash(token), user: user.id, at, expiresAt });
    return user;
  });
  giveCookie(context, request, reply, token);
  return guest;
};

/** Lets the session of somebody who came back last as long as a new one. */
export const prolongSession = async (context: Context, request: FastifyRequest, reply: FastifyReply): Promise<void> => {
  const token = tokenOf(context, request);
  if (token === undefined) return;
  await touchSession(context.database.db, hash(token), lifetime(context));
  giveCookie(context, request, reply, token);
};
