import type { Problem } from "#contract/problem.ts";
import type { Answer, Input } from "#contract/route.ts";
import type { RouteName, Routes } from "#contract/routes.ts";
import { addressOf } from "./base.ts";

/** Why a call brought no answer: the server was not reached, or it refused. */
export type Failure =
  | { readonly kind: "offline" }
  | { readonly kind: "refused"; readonly status: number; readonly problem: Problem["error"] | null };

export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

type Endpoints = { readonly [K in RouteName]: readonly [Routes[K]["method"], Routes[K]["path"]] };

// Method and path again, as plain data: importing the contract's values would bring its validator into the page.
// The compiler keeps the two tables equal.
const endpoints: Endpoints = {
  health: ["GET", "/api/health"],
  skills: ["GET", "/api/skills"],
  networks: ["GET", "/api/networks"],
  derive: ["POST", "/api/derive"],
  diagnose: ["POST", "/api/diagnose"],
  entrance: ["GET", "/api/entrance"],
  me: ["GET", "/api/me"],
  register: ["POST", "/api/register"],
  claim: ["POST", "/api/claim"],
  login: ["POST", "/api/login"],
  loginCode: ["POST", "/api/login/code"],
  signOn: ["POST", "/api/sign-on"],
  signOnReturn: ["GET", "/api/sign-on/return"],
  endSignOn: ["DELETE", "/api/me/sign-on"],
  logout: ["POST", "/api/logout"],
  resetPassword: ["POST", "/api/reset"],
  account: ["GET", "/api/me/account"],
  changePassword: ["POST", "/api/me/password"],
  endSession: ["DELETE", "/api/me/sessions/:session"],
  endSessions: ["DELETE", "/api/me/sessions"],
  proposeTwoStep: ["POST", "/api/me/two-step"],
  confirmTwoStep: ["POST", "/api/me/two-step/confirm"],
  endTwoStep: ["POST", "/api/me/two-step/off"],
  renewRecoveryCodes: ["POST", "/api/me/recovery-codes"],
  ownData: ["GET", "/api/me/data"],
  offerCarry: ["POST", "/api/me/carry"],
  carry: ["POST", "/api/carry"],
  deleteAccount: ["POST", "/api/me/delete"],
  changeSettings: ["PATCH", "/api/me/settings"],
  progress: ["GET", "/api/progress"],
  next: ["POST", "/api/practice/next"],
  another: ["POST", "/api/practice/:ticket/another"],
  answer: ["POST", "/api/practice/:ticket/answer"],
  hint: ["POST", "/api/practice/:ticket/hint"],
  giveUp: ["POST", "/api/practice/:ticket/give-up"],
  report: ["POST", "/api/practice/:ticket/report"],
  groups: ["GET", "/api/groups"],
  createGroup: ["POST", "/api/groups"],
  invitation: ["POST", "/api/groups/invitation"],
  joinGroup: ["POST", "/api/groups/join"],
  group: ["GET", "/api/groups/:group"],
  changeGroup: ["PATCH", "/api/groups/:group"],
  deleteGroup: ["DELETE", "/api/groups/:group"],
  leaveGroup: ["POST", "/api/groups/:group/leave"],
  shareEffort: ["PATCH", "/api/groups/:group/me"],
  members: ["GET", "/api/groups/:group/members"],
  changeRole: ["PATCH", "/api/groups/:group/members/:member"],
  removeMember: ["DELETE", "/api/groups/:group/members/:member"],
  transferGroup: ["POST", "/api/groups/:group/transfer"],
  groupInvites: ["GET", "/api/groups/:group/invites"],
  createGroupInvite: ["POST", "/api/groups/:group/invites"],
  revokeGroupInvite: ["DELETE", "/api/groups/:group/invites/:invite"],
  drill: ["GET", "/api/groups/:group/drill"],
  drillQuestion: ["POST", "/api/groups/:group/drill/next"],
  chooseDrill: ["POST", "/api/groups/:group/drill"],
  assignments: ["GET", "/api/groups/:group/assignments"],
  createAssignment: ["POST", "/api/groups/:group/assignments"],
  deleteAssignment: ["DELETE", "/api/groups/:group/assignments/:assignment"],
  assignedQuestion: ["POST", "/api/groups/:group/assignments/:assignment/next"],
  board: ["GET", "/api/groups/:group/board"],
  matrix: ["GET", "/api/groups/:group/matrix"],
  matrixCsv: ["GET", "/api/groups/:group/matrix.csv"],
  trouble: ["GET", "/api/groups/:group/trouble"],
  people: ["GET", "/api/admin/people"],
  setAdmin: ["PATCH", "/api/admin/people/:user"],
  makeResetLink: ["POST", "/api/admin/people/:user/reset-link"],
  endSessionsOf: ["DELETE", "/api/admin/people/:user/sessions"],
  deletePerson: ["DELETE", "/api/admin/people/:user"],
  registrationInvites: ["GET", "/api/admin/invites"],
  inviteToRegister: ["POST", "/api/admin/invites"],
  withdrawInvite: ["DELETE", "/api/admin/invites/:invite"],
  reports: ["GET", "/api/admin/reports"],
  closeReport: ["PATCH", "/api/admin/reports/:report"],
  backups: ["GET", "/api/admin/backups"],
  backUpNow: ["POST", "/api/admin/backups"],
  verifyBackup: ["POST", "/api/admin/backups/:backup/verify"],
  storage: ["GET", "/api/admin/storage"],
  server: ["GET", "/api/admin/server"],
  setLogLevel: ["PATCH", "/api/admin/server"],
  auditLog: ["GET", "/api/admin/audit"],
};

type Part<K extends RouteName, P extends "params" | "query" | "body"> =
  Input<Routes[K], P> extends undefined ? { readonly [_ in P]?: never } : { readonly [_ in P]: Input<Routes[K], P> };

type Texts = Record<string, string>;

/** Calls one operation of the API; never throws. */
export async function call<K extends RouteName>(
  name: K,
  input: Part<K, "params"> & Partial<Part<K, "query">> & Part<K, "body">,
  signal?: AbortSignal,
): Promise<Reply<Answer<Routes[K]>>> {
  const [method, template] = endpoints[name];
  const { params, query, body } = input as { params?: Texts; query?: Texts; body?: unknown };
  const place = template.slice(1).replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(params?.[key] ?? ""));
  const path = query === undefined ? place : `${place}?${new URLSearchParams(query).toString()}`;
  try {
    const response = await fetch(addressOf(path), {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
      ...(signal === undefined ? {} : { signal }),
    });
    return response.ok
      ? { ok: true, value: (await response.json()) as Answer<Routes[K]> }
      : { ok: false, failure: { kind: "refused", status: response.status, problem: await problemOf(response) } };
  } catch {
    return { ok: false, failure: { kind: "offline" } };
  }
}

/** The server's own words, or nothing when something in between answered. */
async function problemOf(response: Response): Promise<Problem["error"] | null> {
  try {
    return ((await response.json()) as Partial<Problem>).error ?? null;
  } catch {
    return null;
  }
}
