import { sql } from "kysely";
import type { Database } from "./schema.ts";

/** So many failures in a row say that more of the same does not help. */
const FAILURES_IN_A_ROW = 3;

/** A mistake of a group: how often it was made, and by how many. */
export type CommonMistake = { readonly mistake: string; readonly times: number; readonly members: number };

/** The mistakes behind the members' first answers since a study day, those that most of them make first. */
export async function commonMistakes(
  db: Database,
  group: string,
  since: number,
  most: number,
): Promise<CommonMistake[]> {
  const { rows } = await sql<CommonMistake>`
    select each.value as mistake, count(*) as times, count(distinct reviews.user_id) as members
    from memberships join reviews on reviews.user_id = memberships.user_id, json_each(reviews.mistakes) as each
    where group_id = ${group} and status = 'active' and day >= ${since} and rating is not null
      and reviews.mistakes <> '[]'
    group by each.value
    order by members desc, times desc, mistake
    limit ${most}`.execute(db);
  return rows;
}

/** A member who fails a skill again and again. */
export type Stuck = {
  readonly user: number;
  readonly skill: string;
  /** In a row, up to the last answer. */
  readonly failures: number;
  /** The study day of the last one. */
  readonly day: number;
};

/** The members whose last answers on a skill, since a study day, were all failures, and enough of them. */
export async function stuckMembers(db: Database, group: string, since: number): Promise<Stuck[]> {
  const { rows } = await sql<Stuck>`
    with failing as materialized (
      select reviews.user_id, subject_id
      from memberships join reviews on reviews.user_id = memberships.user_id
      where group_id = ${group} and status = 'active' and day >= ${since} and rating is not null and rating = 'again'
      group by reviews.user_id, subject_id
      having count(*) >= ${FAILURES_IN_A_ROW}
    ), passed as materialized (
      select failing.*, coalesce((
        select max(id) from reviews
        where reviews.user_id = failing.user_id and day >= ${since} and rating is not null and rating <> 'again'
          and reviews.subject_id = failing.subject_id), 0) as last
      from failing
    )
    select passed.user_id as user, passed.subject_id as skill, count(*) as failures, max(day) as day
    from passed join reviews
      on reviews.user_id = passed.user_id and day >= ${since} and rating is not null
      and reviews.subject_id = passed.subject_id and id > passed.last
    group by passed.user_id, passed.subject_id
    having count(*) >= ${FAILURES_IN_A_ROW}
    order by failures desc, day desc, user, skill`.execute(db);
  return rows;
}

/** How much a member practised. */
export type Effort = { readonly user: number; readonly questions: number; readonly seconds: number };

/** How much those members practised who show it, from one study day to before another. */
export async function shownEffort(db: Database, group: string, from: number, to: number): Promise<Effort[]> {
  const { rows } = await sql<Effort>`
    select reviews.user_id as user, count(*) as questions, coalesce(sum(seconds), 0) as seconds
    from memberships join reviews on reviews.user_id = memberships.user_id
    where group_id = ${group} and status = 'active' and shows_effort = 1
      and day >= ${from} and day < ${to} and rating is not null
    group by reviews.user_id`.execute(db);
  return rows;
}

/** What has to be passed: skills, each at a level or above, with first answers given since. */
export type Wanted = {
  readonly skills: readonly { readonly skill: string; readonly level: number }[];
  readonly since: number;
  /** A study day not after any answer that counts: where the log is looked through from. */
  readonly sinceDay: number;
};

/** Which members passed which of the wanted skills; of one user if it is named. */
export async function passedBy(
  db: Database,
  group: string,
  wanted: Wanted,
  user?: number,
): Promise<{ user: number; skill: string }[]> {
  const pairs = JSON.stringify(wanted.skills.map(({ skill, level }) => [skill, level]));
  const only = user === undefined ? sql`` : sql`and memberships.user_id = ${user}`;
  const { rows } = await sql<{ user: number; skill: string }>`
    select distinct reviews.user_id as user, reviews.subject_id as skill
    from memberships join reviews on reviews.user_id = memberships.user_id
    where group_id = ${group} and status = 'active' ${only}
      and day >= ${wanted.sinceDay} and rating is not null and rating <> 'again' and at >= ${wanted.since}
      and exists (select 1 from json_each(${pairs}) as want
        where want.value ->> 0 = reviews.subject_id and reviews.level >= want.value ->> 1)`.execute(db);
  return rows;
}
