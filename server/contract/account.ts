import { z } from "zod";
import { settings } from "./practice.ts";

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
  passwordChanged: z.iso.datetime(),
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
