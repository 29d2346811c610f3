import { z } from "zod";
import {
  auditEntry,
  backup,
  inspection,
  logLevel,
  madeLink,
  person,
  registrationInvite,
  report,
  serverState,
  storage,
} from "../admin.ts";
import type { Route } from "../route.ts";

const number = z.string().regex(/^[1-9]\d{0,14}$/);
const ofUser = z.strictObject({ user: number });
const empty = z.strictObject({});
const people = z.strictObject({ people: z.array(person), guests: z.number().int() });
const invites = z.strictObject({ invites: z.array(registrationInvite) });
const reports = z.strictObject({ reports: z.array(report) });
const backups = z.strictObject({ backups: z.array(backup) });

const health = z.strictObject({
  status: z.enum(["ok", "unavailable"]),
  version: z.string(),
  database: z.enum(["ok", "missing", "read_only", "error"]),
});

/** The server itself, and what only its owner may do. */
export const adminRoutes = {
  health: {
    method: "GET",
    path: "/api/health",
    summary: "Is the server able to read and write?",
    access: "public",
    rate: "write",
    response: health,
    otherwise: { 503: health },
  },
  people: {
    method: "GET",
    path: "/api/admin/people",
    summary: "Everybody with an account",
    access: "admin",
    rate: "read",
    response: people,
  },
  setAdmin: {
    method: "PATCH",
    path: "/api/admin/people/:user",
    summary: "Make somebody an owner of the server, or no longer; one always stays",
    access: "admin",
    rate: "write",
    params: ofUser,
    body: z.strictObject({ admin: z.boolean() }),
    response: people,
  },
  makeResetLink: {
    method: "POST",
    path: "/api/admin/people/:user/reset-link",
    summary: "A link by which somebody can set a new password, once, within a day",
    access: "admin",
    rate: "write",
    params: ofUser,
    body: empty,
    response: madeLink,
  },
  endSessionsOf: {
    method: "DELETE",
    path: "/api/admin/people/:user/sessions",
    summary: "Log somebody out everywhere",
    access: "admin",
    rate: "write",
    params: ofUser,
    response: people,
  },
  deletePerson: {
    method: "DELETE",
    path: "/api/admin/people/:user",
    summary: "Delete somebody's account with all that is theirs",
    access: "admin",
    rate: "write",
    params: ofUser,
    response: people,
  },
  registrationInvites: {
    method: "GET",
    path: "/api/admin/invites",
    summary: "The links that still let people register",
    access: "admin",
    rate: "read",
    response: invites,
  },
  inviteToRegister: {
    method: "POST",
    path: "/api/admin/invites",
    summary: "A link by which so many people can register within so many days",
    access: "admin",
    rate: "write",
    body: z.strictObject({ uses: z.number().int().min(1).max(500), days: z.number().int().min(1).max(365) }),
    response: madeLink,
  },
  withdrawInvite: {
    method: "DELETE",
    path: "/api/admin/invites/:invite",
    summary: "Make a link void",
    access: "admin",
    rate: "write",
    params: z.strictObject({ invite: z.string().min(1).max(64) }),
    response: invites,
  },
  reports: {
    method: "GET",
    path: "/api/admin/reports",
    summary: "What learners reported of questions, the open reports first",
    access: "admin",
    rate: "read",
    response: reports,
  },
  closeReport: {
    method: "PATCH",
    path: "/api/admin/reports/:report",
    summary: "Be done with a report, or take it up again",
    access: "admin",
    rate: "write",
    params: z.strictObject({ report: number }),
    body: z.strictObject({ closed: z.boolean() }),
    response: reports,
  },
  backups: {
    method: "GET",
    path: "/api/admin/backups",
    summary: "The backups, newest first",
    access: "admin",
    rate: "read",
    response: backups,
  },
  backUpNow: {
    method: "POST",
    path: "/api/admin/backups",
    summary: "Back up now",
    access: "admin",
    rate: "write",
    body: empty,
    response: backups,
  },
  verifyBackup: {
    method: "POST",
    path: "/api/admin/backups/:backup/verify",
    summary: "Read a backup through: is every page, index and reference sound, and what does it hold",
    access: "admin",
    rate: "compute",
    params: z.strictObject({ backup: z.string().min(1).max(64) }),
    body: empty,
    response: inspection,
  },
  storage: {
    method: "GET",
    path: "/api/admin/storage",
    summary: "What takes how much room on the disk",
    access: "admin",
    rate: "compute",
    response: storage,
  },
  server: {
    method: "GET",
    path: "/api/admin/server",
    summary: "The version, the log level, and every setting with its source",
    access: "admin",
    rate: "read",
    response: serverState,
  },
  setLogLevel: {
    method: "PATCH",
    path: "/api/admin/server",
    summary: "Log more or less until the next start",
    access: "admin",
    rate: "write",
    body: z.strictObject({ logLevel }),
    response: serverState,
  },
  auditLog: {
    method: "GET",
    path: "/api/admin/audit",
    summary: "Who changed whose rights, newest first",
    access: "admin",
    rate: "read",
    /** The last entry of the page before. */
    query: z.strictObject({ before: number.optional() }),
    response: z.strictObject({ entries: z.array(auditEntry), more: z.boolean() }),
  },
} as const satisfies Record<string, Route>;
