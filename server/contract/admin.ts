import { z } from "zod";

const count = z.number().int().min(0);

/** A moment, as the API writes it. */
const at = z.iso.datetime();

/** Somebody with an account, as the server's owner sees them. */
export const person = z.strictObject({
  id: z.number().int(),
  name: z.string(),
  admin: z.boolean(),
  twoStep: z.boolean(),
  created: at,
  /** Null when no browser of theirs is logged in. */
  lastSeen: at.nullable(),
  answers: count,
});
export type Person = z.infer<typeof person>;

/** A link that still lets people register. */
export const registrationInvite = z.strictObject({
  id: z.string(),
  /** Null when it was made on the command line, or by somebody who is gone. */
  by: z.string().nullable(),
  created: at,
  expires: at.nullable(),
  usesLeft: count,
});
export type RegistrationInvite = z.infer<typeof registrationInvite>;

/** A link that was just made. It is shown once: only its hash is kept. */
export const madeLink = z.strictObject({
  /** What follows the server's address. */
  link: z.string(),
});

/** What somebody held to be wrong or unclear in a question. */
export const report = z.strictObject({
  id: z.number().int(),
  created: at,
  /** Null for a guest. */
  by: z.string().nullable(),
  skill: z.string(),
  comment: z.string(),
  answer: z.string().nullable(),
  /** The whole question as JSON, with its seed; null when it is no longer known. */
  item: z.string().nullable(),
  closed: at.nullable(),
});
export type Report = z.infer<typeof report>;

export const backup = z.strictObject({ name: z.string(), created: at, bytes: count });
export type Backup = z.infer<typeof backup>;

/** What came of reading a backup through. */
export const inspection = z.strictObject({
  name: z.string(),
  /** Empty for a sound one. */
  faults: z.array(z.string()),
  rows: z.record(z.string(), count),
});
export type Inspection = z.infer<typeof inspection>;

export const storage = z.strictObject({
  bytes: count,
  logBytes: count,
  freeBytes: count,
  tables: z.array(z.strictObject({ table: z.string(), rows: count, bytes: count })),
});
export type Storage = z.infer<typeof storage>;

export const logLevel = z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]);

/** How the server runs. */
export const serverState = z.strictObject({
  version: z.string(),
  logLevel,
  settings: z.array(
    z.strictObject({
      name: z.string(),
      /** Null for a secret that is set. */
      value: z.string().nullable(),
      source: z.enum(["environment", "default"]),
      meaning: z.string(),
    }),
  ),
});
export type ServerState = z.infer<typeof serverState>;

/** Somebody as an audit entry names them; the name is null once they are gone. */
const someone = z.strictObject({ id: z.number().int(), name: z.string().nullable() });

export const auditEntry = z.strictObject({
  id: z.number().int(),
  at,
  /** Null for the server's own command line. */
  actor: someone.nullable(),
  act: z.enum([
    "admin.granted",
    "admin.revoked",
    "registration.invited",
    "registration.revoked",
    "reset_link.made",
    "sessions.ended",
    "user.deleted",
    "group.created",
    "group.deleted",
    "group.invited",
    "group.invite_revoked",
    "group.joined",
    "group.left",
    "group.removed",
    "group.role",
  ]),
  subject: someone.nullable(),
  /** The group's name, or its id once it is gone. */
  group: z.string().nullable(),
  detail: z.string().nullable(),
});
export type AuditEntry = z.infer<typeof auditEntry>;
