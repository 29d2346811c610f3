import type { Access, Role } from "#contract/route.ts";

/** All that decides what somebody may do. The role is that of an active member in the group at hand. */
export type Actor = {
  readonly kind: "guest" | "account";
  readonly admin: boolean;
  readonly role: Role | null;
};

const roles: readonly Role[] = ["member", "tutor", "owner"];

/** Whether an access rule speaks of a role in a group. */
export const ofGroup = (access: Access): access is Role => roles.some((role) => role === access);

/** Whether somebody, or nobody, may do what asks for this. */
export const can = (actor: Actor | null, access: Access): boolean => {
  if (access === "public") return true;
  if (actor === null) return false;
  if (access === "user") return true;
  if (actor.kind !== "account") return false;
  if (access === "account") return true;
  if (access === "admin") return actor.admin;
  return actor.role !== null && roles.indexOf(actor.role) >= roles.indexOf(access);
};
