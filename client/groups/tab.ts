import type { Group } from "#contract/groups.ts";

/** What a tab of a group is given. */
export type TabProps = { readonly group: Group; readonly onChange: (group: Group) => void };

/** Whether somebody leads a group, alone or with others. */
export const isStaff = ({ role }: Pick<Group, "role">): boolean => role !== "member";
