import type { Assignment } from "#contract/groups.ts";
import type { Routes } from "#contract/routes.ts";
import { dateAt } from "#study/week.ts";
import { assignmentsOf, createAssignment, deleteAssignment, findAssignment } from "../../db/assignments.ts";
import type { Assignment as Stored } from "../../db/assignments.ts";
import { passedBy } from "../../db/group-reviews.ts";
import { membersOf } from "../../db/memberships.ts";
import type { Member } from "../../db/memberships.ts";
import type { Database } from "../../db/schema.ts";
import { write } from "../../db/write.ts";
import { ask } from "../asking.ts";
import type { Context } from "../context.ts";
import { demand, demandSkills } from "../demand.ts";
import { Refusal } from "../errors.ts";
import { assignedLevel, nextOf, wantedFor } from "../groups/assigned.ts";
import { groupNamed } from "../groups/view.ts";
import { progressOf, standingOf } from "../learner.ts";
import { questionOf } from "../question.ts";
import { demandRightStill } from "../rights.ts";
import type { Handlers } from "../serve.ts";

const MOST_ASSIGNMENTS = 100;

const noAssignment = (): Refusal => new Refusal("not_found", "There is no such assignment.");

type Names = "assignments" | "createAssignment" | "deleteAssignment" | "assignedQuestion";
type Look = { readonly group: string; readonly user: number; readonly today: string; readonly members: Member[] };

const assignmentFor = async (db: Database, stored: Stored, { group, user, today, members }: Look) => {
  const isStaff = members.some((member) => member.user === user && member.role !== "member");
  const passed = await passedBy(db, group, wantedFor(stored), isStaff ? undefined : user);
  const doneBy = (who: number) => new Set(passed.filter((pass) => pass.user === who).map(({ skill }) => skill));
  const own = doneBy(user);
  return {
    id: stored.id,
    due: stored.due,
    over: stored.due < today,
    level: stored.level,
    skills: stored.skills.map((skill) => ({ skill, done: own.has(skill) })),
    members: isStaff ? members.map((member) => ({ name: member.name, done: doneBy(member.user).size })) : null,
  } satisfies Assignment;
};

/** What a group is to practise by a date, and where its members stand. */
export const groupAssignmentHandlers = (context: Context): Pick<Handlers<Routes>, Names> => {
  const { db } = context.database;
  const today = (zone: string) => dateAt(context.now(), zone);
  return {
    async assignments({ user, params: { group } }) {
      const { zone } = await groupNamed(db, group);
      const look = { group, user: user.id, today: today(zone), members: await membersOf(db, group) };
      const all = await assignmentsOf(db, group);
      return { assignments: await Promise.all(all.map((stored) => assignmentFor(db, stored, look))) };
    },
    async createAssignment({ user, params, body: { skills, level, due } }) {
      demandSkills(skills);
      const id = context.randomBytes(16).toString("base64url");
      return write(db, async (trx) => {
        await demandRightStill(trx, user, "tutor", params.group);
        const group = await groupNamed(trx, params.group);
        demand(due >= today(group.zone), "due", "This date has passed.");
        if ((await assignmentsOf(trx, group.id)).length >= MOST_ASSIGNMENTS)
          throw new Refusal("conflict", `A group has ${MOST_ASSIGNMENTS} assignments at most; delete an old one.`);
        const assignment = { id, skills, level: level as Stored["level"], due, createdAt: context.now() };
        await createAssignment(trx, group.id, assignment);
        return { id };
      });
    },
    deleteAssignment: ({ user, params: { group, assignment } }) =>
      write(db, async (trx) => {
        await demandRightStill(trx, user, "tutor", group);
        if (!(await deleteAssignment(trx, group, assignment))) throw noAssignment();
        return { done: true };
      }),
    async assignedQuestion({ user, params }) {
      const assignment = await findAssignment(db, params.group, params.assignment);
      if (assignment === null) throw noAssignment();
      const passed = await passedBy(db, params.group, wantedFor(assignment), user.id);
      const standing = await standingOf(context, user);
      const left = assignment.skills.filter((skill) => passed.every((pass) => pass.skill !== skill));
      const subject = nextOf(left, standing.today);
      const progress = progressOf(standing, user);
      if (subject === null) return { question: null, progress };
      const level = assignedLevel(subject, assignment) ?? undefined;
      const ticket = await ask(context, user, standing, { subject, reason: "assigned", level });
      return { question: questionOf(ticket), progress };
    },
  };
};
