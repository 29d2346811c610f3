import { z } from "zod";
import { rating, settings } from "./practice.ts";

// The server counts characters once they are in their canonical form; these bounds only keep out what is absurd.
export const nameField = z.string().max(200);
export const passwordField = z.string().max(800);
export const codeField = z.string().min(1).max(40);
export const tokenField = z.string().min(1).max(100);

/** Who the caller is. */
export const me = z.strictObject({
  guest: z.boolean(),
  /** Null for a guest. */
  name: z.string().nullable(),
  /** Whether the server is theirs. */
  admin: z.boolean(),
  created: z.iso.datetime(),
  settings,
});
export type Me = z.infer<typeof me>;

/** How one comes in here. */
export const entrance = z.strictObject({
  guests: z.boolean(),
  registration: z.enum(["closed", "invite", "open"]),
  /** What people know the server as that may vouch for them; null without one. */
  signOn: z.string().nullable(),
});
export type Entrance = z.infer<typeof entrance>;

/** A login is done, or waits for a code of the authenticator. */
export const login = z.discriminatedUnion("step", [
  z.strictObject({ step: z.literal("done"), me }),
  z.strictObject({ step: z.literal("code"), token: z.string() }),
]);
export type Login = z.infer<typeof login>;

export const session = z.strictObject({
  id: z.string(),
  /** "Firefox · Linux"; empty when it is not known. */
  browser: z.string(),
  created: z.iso.datetime(),
  lastSeen: z.iso.datetime(),
  /** The session that asks. */
  current: z.boolean(),
});
export type Session = z.infer<typeof session>;

/** An account, as its owner sees it. */
export const account = z.strictObject({
  name: z.string(),
  admin: z.boolean(),
  created: z.iso.datetime(),
  /** False for whoever only comes in by another server's word. */
  hasPassword: z.boolean(),
  passwordChanged: z.iso.datetime(),
  /** Whether another server may vouch for them; null without such a server. */
  signOn: z.strictObject({ name: z.string(), linked: z.boolean() }).nullable(),
  twoStep: z.strictObject({ on: z.boolean(), recoveryCodesLeft: z.number().int() }),
  sessions: z.array(session),
});
export type Account = z.infer<typeof account>;

/** What an authenticator has to know: the secret to type, the same as an address, and that as a picture. */
export const enrolment = z.strictObject({
  secret: z.string(),
  address: z.string(),
  /** Rows of "0" and "1"; 1 is dark. */
  picture: z.array(z.string()),
});
export type Enrolment = z.infer<typeof enrolment>;

export const recoveryCodes = z.strictObject({ recoveryCodes: z.array(z.string()) });

/** Whatever can be written as JSON. */
export const json = z.json();

/** Everything that is a learner's own: who they are, each answer with its whole question, and what follows from them. */
export const ownData = z.strictObject({
  format: z.literal("backprop-drill"),
  version: z.literal(1),
  exported: z.iso.datetime(),
  me,
  /** The fold of the reviews. Days are counted from 1970-01-01, as the learner's study days begin and end. */
  cards: z.array(
    z.strictObject({
      skill: z.string(),
      stability: z.number(),
      difficulty: z.number(),
      due: z.number().int(),
      first: z.number().int(),
      last: z.number().int(),
      reviews: z.number().int(),
      lapses: z.number().int(),
    }),
  ),
  reports: z.array(z.strictObject({ at: z.iso.datetime(), skill: z.string(), comment: z.string() })),
  /** Oldest first. */
  reviews: z.array(
    z.strictObject({
      number: z.number().int(),
      at: z.iso.datetime(),
      day: z.number().int(),
      verdict: z.enum(["right", "wrong", "gave_up"]),
      rating: rating.nullable(),
      answer: z.string(),
      mistakes: z.array(z.string()),
      /** What parts of the answer say about other skills. */
      credits: z.array(z.strictObject({ skill: z.string(), rating })),
      hints: z.number().int(),
      revealed: z.boolean(),
      retrievability: z.number().nullable(),
      seconds: z.number().nullable(),
      item: z.record(z.string(), json),
    }),
  ),
});
export type OwnData = z.infer<typeof ownData>;
