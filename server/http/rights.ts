import type { Access, Role } from "#contract/route.ts";
import { membershipOf } from "../db/memberships.ts";
import { findUser } from "../db/users.ts";
import type { Database } from "../db/schema.ts";
import { can, ofGroup } from "./can.ts";
import type { Actor } from "./can.ts";
import { Refusal } from "./errors.ts";
import type { User } from "./session.ts";

const roleIn = async (db: Database, group: string, user: number): Promise<Role | null> =>
  (await membershipOf(db, group, user))?.role ?? null;

const refusalOf = (actor: Actor | null, access: Access): Refusal => {
  if (actor === null) return new Refusal("no_session", "Visit GET /api/me first.");
  // A group that one is not in is like one that does not exist.
  if (ofGroup(access) && actor.role === null) return new Refusal("not_found", "There is no such group.");
  if (actor.kind === "guest") return new Refusal("account_needed", "This needs an account.");
  return new Refusal("forbidden", "You may not do this.");
};

/** Refuses somebody, just read, who may not do what asks for this; answers who it is. */
export const demandRight = async (
  db: Database,
  user: User | null,
  access: Access,
  group: string | undefined,
): Promise<Actor | null> => {
  const role = user !== null && ofGroup(access) && group !== undefined ? await roleIn(db, group, user.id) : null;
  const actor = user && { kind: user.kind, admin: user.admin, role };
  if (!can(actor, access)) throw refusalOf(actor, access);
  return actor;
};

/** The same within the transaction of a change: a right may have gone since the request came in. */
export const demandRightStill = async (
  trx: Database,
  user: Pick<User, "id">,
  access: Exclude<Access, "public">,
  group?: string,
): Promise<Actor> => {
  const actor = await demandRight(trx, await findUser(trx, user.id), access, group);
  if (actor === null) throw refusalOf(actor, access);
  return actor;
};
