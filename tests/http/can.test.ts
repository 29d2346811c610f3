import { expect, test } from "vitest";
import { accessRules } from "#contract/route.ts";
import { can } from "../../server/http/can.ts";
import type { Actor } from "../../server/http/can.ts";

const account = { kind: "account", admin: false, role: null } as const;

/** Who may do what, rule by rule, in the order of the contract's rules. */
const table: [string, Actor | null, string][] = [
  ["nobody", null, "public"],
  ["a guest", { ...account, kind: "guest" }, "public user"],
  ["an account", account, "public user account"],
  ["a member", { ...account, role: "member" }, "public user account member"],
  ["a tutor", { ...account, role: "tutor" }, "public user account member tutor"],
  ["an owner", { ...account, role: "owner" }, "public user account member tutor owner"],
  ["the server's owner", { ...account, admin: true }, "public user account admin"],
  ["a guest by some error in a group, and an admin", { kind: "guest", admin: true, role: "owner" }, "public user"],
];

test.each(table)("%s may do what is theirs and nothing else", (_who, actor, allowed) => {
  expect(accessRules.filter((access) => can(actor, access)).join(" ")).toBe(allowed);
});
