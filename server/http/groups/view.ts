import type { Group } from "#contract/groups.ts";
import { findGroup } from "../../db/groups.ts";
import type { Group as StoredGroup } from "../../db/groups.ts";
import { membersOf } from "../../db/memberships.ts";
import type { Database } from "../../db/schema.ts";
import type { User } from "../../db/users.ts";
import { Refusal } from "../errors.ts";

/** The same refusal for a group that does not exist and for one that one is not in. */
export const noGroup = (): Refusal => new Refusal("not_found", "There is no such group.");

/** The group itself, with what its members may not see. */
export const groupNamed = async (db: Database, id: string): Promise<StoredGroup> => {
  const group = await findGroup(db, id);
  if (group === null) throw noGroup();
  return group;
};

/** A group as a member sees it: of the others, only those who see what the members know. */
export const groupFor = async (db: Database, id: string, user: User): Promise<Group> => {
  const { name, language, zone } = await groupNamed(db, id);
  const members = await membersOf(db, id);
  const own = members.find((member) => member.user === user.id);
  if (own === undefined) throw noGroup();
  const staff = members.filter((member) => member.role !== "member");
  return {
    id,
    name,
    language,
    zone,
    role: own.role,
    showsEffort: own.showsEffort,
    members: members.length,
    staff: staff.map((member) => ({ name: member.name, role: member.role })),
  };
};
