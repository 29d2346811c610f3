import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Route } from "#contract/route.ts";
import { routes } from "#contract/routes.ts";
import type { RouteName } from "#contract/routes.ts";
import { codeOf, groupWith, memberId, newGroup, personNamed } from "./groups.ts";
import { guestOf, wholeServer } from "./learner.ts";
import type { Learner } from "./learner.ts";

const entry = (name: RouteName): Route => routes[name];
const ofGroup = (Object.keys(routes) as RouteName[]).filter((name) => entry(name).path.includes("/:group"));

/** Whether an operation of such access is forbidden to a member, and to a tutor. */
const barred: Partial<Record<Route["access"], readonly boolean[]>> = { tutor: [true, false], owner: [true, true] };

/** A valid body for each operation on a group that has one. */
const bodies: Partial<Record<RouteName, object>> = {
  changeGroup: { name: "Mine" },
  shareEffort: { showsEffort: true },
  changeRole: { role: "owner" },
  createGroupInvite: { role: "member", days: 1, uses: 1 },
  chooseDrill: { week: "next", skills: null },
  createAssignment: { skills: ["neuron.net"], level: null, due: "2026-02-01" },
};

let server: Awaited<ReturnType<typeof wholeServer>>;
let group: string;
let outsiders: Record<string, Learner>;
let insiders: Record<"member" | "tutor", Learner>;
beforeAll(async () => {
  server = await wholeServer();
  const made = await groupWith(server, { Tao: "tutor", Mia: "member", Lea: "tutor", Rex: "tutor" });
  group = made.group;
  const other = await personNamed(server, "Otto");
  await other.call("createGroup", { body: newGroup });
  await made.people["Lea"]!.call("leaveGroup", { params: { group }, body: {} });
  const member = await memberId(made.owner, group, "Rex");
  await made.owner.call("removeMember", { params: { group, member } });
  insiders = { member: made.people["Mia"]!, tutor: made.people["Tao"]! };
  outsiders = {
    "a guest": await guestOf(server.app),
    "an account": await personNamed(server, "Sam"),
    "the owner of another group": other,
    "one who left": made.people["Lea"]!,
    "one who was removed": made.people["Rex"]!,
  };
  await codeOf(made.owner, group);
});
afterAll(() => server.close());

const call = (who: Learner, name: RouteName, id: string) => {
  const params = { group: id, member: "x", invite: "x", assignment: "x" };
  return who.send(name, { params, body: bodies[name] ?? { member: "x" } });
};

describe.each(ofGroup)("%s", (name) => {
  test("answers outsiders as if there were no such group", async () => {
    for (const [who, person] of Object.entries(outsiders)) {
      const sent = await call(person, name, group);
      const none = await call(person, name, "none");
      expect([who, sent.status, sent.text]).toEqual([who, 404, none.text]);
    }
  });

  test("is for whom the contract names", async () => {
    // Nobody tries what every member may, such as leaving.
    const forbidden = barred[entry(name).access] ?? [];
    const tried: boolean[] = [];
    for (const who of [insiders.member, insiders.tutor].slice(0, forbidden.length))
      tried.push((await call(who, name, group)).error?.code === "forbidden");
    expect(tried).toEqual(forbidden);
  });
});
