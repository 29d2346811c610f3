import type { Selectable } from "kysely";
import type { AssignmentsTable } from "./group-tables.ts";
import type { Database } from "./schema.ts";

/** Skills that the members of a group are to have practised by a date. */
export type Assignment = {
  readonly id: string;
  readonly createdAt: number;
  /** YYYY-MM-DD, in the group's zone. */
  readonly due: string;
  readonly level: AssignmentsTable["level"];
  readonly skills: readonly string[];
};

export async function createAssignment(db: Database, group: string, assignment: Assignment): Promise<void> {
  const { id, createdAt, due, level, skills } = assignment;
  await db
    .insertInto("assignments")
    .values({ id, group_id: group, created_at: createdAt, due_date: due, level, skills: JSON.stringify(skills) })
    .execute();
}

/** The assignments of a group, the latest date first. */
export async function assignmentsOf(db: Database, group: string): Promise<Assignment[]> {
  const rows = await db
    .selectFrom("assignments")
    .selectAll()
    .where("group_id", "=", group)
    .orderBy("due_date", "desc")
    .orderBy("created_at", "desc")
    .orderBy("id")
    .execute();
  return rows.map(toAssignment);
}

export async function findAssignment(db: Database, group: string, id: string): Promise<Assignment | null> {
  const row = await db
    .selectFrom("assignments")
    .selectAll()
    .where("group_id", "=", group)
    .where("id", "=", id)
    .executeTakeFirst();
  return row ? toAssignment(row) : null;
}

/** Takes an assignment back; what was practised for it stays learned. */
export async function deleteAssignment(db: Database, group: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom("assignments")
    .where("group_id", "=", group)
    .where("id", "=", id)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

function toAssignment(row: Selectable<AssignmentsTable>): Assignment {
  return {
    id: row.id,
    createdAt: row.created_at,
    due: row.due_date,
    level: row.level,
    skills: JSON.parse(row.skills) as string[],
  };
}
