import type { Item } from "#quiz/item.ts";
import type { Database } from "./schema.ts";

/** A group's drill of a week. */
export type Drill = {
  /** Chosen by a tutor; null for the group's weakest. */
  readonly skills: readonly string[] | null;
  /** Null until a member opened it. */
  readonly items: readonly Item[] | null;
};

export async function findDrill(db: Database, group: string, week: string): Promise<Drill | null> {
  const row = await db
    .selectFrom("drills")
    .select(["skills", "items"])
    .where("group_id", "=", group)
    .where("week", "=", week)
    .executeTakeFirst();
  if (!row) return null;
  return {
    skills: row.skills === null ? null : (JSON.parse(row.skills) as string[]),
    items: row.items === null ? null : (JSON.parse(row.items) as Item[]),
  };
}

/** Stores a drill, in place of what the week had before. */
export async function saveDrill(db: Database, group: string, week: string, drill: Drill): Promise<void> {
  const columns = {
    skills: drill.skills && JSON.stringify(drill.skills),
    items: drill.items && JSON.stringify(drill.items),
  };
  await db
    .insertInto("drills")
    .values({ group_id: group, week, ...columns })
    .onConflict((conflict) => conflict.columns(["group_id", "week"]).doUpdateSet(columns))
    .execute();
}
