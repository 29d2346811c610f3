import type { Me } from "#contract/account.ts";
import type { User } from "../../db/users.ts";

/** A user, as they are told. */
export const meOf = (user: User): Me => ({
  guest: user.kind === "guest",
  name: user.name,
  admin: user.admin,
  created: new Date(user.createdAt).toISOString(),
  settings: user.settings,
});
