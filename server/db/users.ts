import type { Selectable } from "kysely";
import type { Settings } from "#contract/practice.ts";
import type { AccountsTable, Database, UsersTable } from "./schema.ts";
import { write } from "./write.ts";

/** A learner, guest or not. */
export type User = {
  readonly id: number;
  readonly kind: "guest" | "account";
  /** Null for a guest. */
  readonly name: string | null;
  /** Whether the server is theirs. */
  readonly admin: boolean;
  readonly createdAt: number;
  readonly settings: Settings;
};

/** What a learner starts with: a day ends when one goes to bed, and ten new skills fill an evening. */
export const defaultSettings: Settings = {
  language: null,
  notation: null,
  zone: "UTC",
  rolloverHour: 4,
  newPerDay: 10,
};

/** A learner from the first visit on, without a name. */
export async function createGuest(db: Database, guest: { at: number; settings?: SettingsChange }): Promise<User> {
  const settings = changed(defaultSettings, guest.settings ?? {});
  const row = await db
    .insertInto("users")
    .values({ kind: "guest", created_at: guest.at, ...toColumns(settings) })
    .returningAll()
    .executeTakeFirstOrThrow();
  return toUser({ ...row, name: null, is_admin: null });
}

/** Users, with what an account adds to those who have one. */
export const users = (db: Database) =>
  db
    .selectFrom("users")
    .leftJoin("accounts", "accounts.user_id", "users.id")
    .selectAll("users")
    .select(["accounts.name", "accounts.is_admin"]);

export async function findUser(db: Database, user: number): Promise<User | null> {
  const row = await users(db).where("users.id", "=", user).executeTakeFirst();
  return row ? toUser(row) : null;
}

/** Everybody, by number. */
export async function allUsers(db: Database): Promise<number[]> {
  const rows = await db.selectFrom("users").select("id").orderBy("id").execute();
  return rows.map(({ id }) => id);
}

/** Some settings, as a request names them. */
export type SettingsChange = { readonly [K in keyof Settings]?: Settings[K] | undefined };

/** Changes the settings that are named and answers all of them; null when there is no such user. */
export async function changeSettings(db: Database, user: number, change: SettingsChange): Promise<Settings | null> {
  return write(db, async (trx) => {
    const found = await findUser(trx, user);
    if (!found) return null;
    const settings = changed(found.settings, change);
    await trx.updateTable("users").set(toColumns(settings)).where("id", "=", user).execute();
    return settings;
  });
}

/** Forgets a learner and all that is theirs, the review log included. */
export async function deleteUser(db: Database, user: number): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom("users").where("id", "=", user).executeTakeFirst();
  return numDeletedRows === 1n;
}

/** Forgets guests who never answered and have not been seen since; nothing of theirs is lost. */
export async function deleteIdleGuests(db: Database, before: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom("users")
    .where("kind", "=", "guest")
    .where("created_at", "<", before)
    .where((eb) => {
      const own = eb.selectFrom("sessions").select("user_id").whereRef("user_id", "=", "users.id");
      return eb.not(eb.exists(own.where("last_seen_at", ">=", before)));
    })
    .where((eb) => eb.not(eb.exists(eb.selectFrom("reviews").select("id").whereRef("user_id", "=", "users.id"))))
    .executeTakeFirst();
  return Number(numDeletedRows);
}

function changed(settings: Settings, change: SettingsChange): Settings {
  const named = Object.entries(change).filter(([, value]) => value !== undefined);
  return { ...settings, ...Object.fromEntries(named) };
}

function toColumns(settings: Settings) {
  return {
    language: settings.language,
    notation: settings.notation,
    zone: settings.zone,
    rollover_hour: settings.rolloverHour,
    new_per_day: settings.newPerDay,
  };
}

type UserRow = Selectable<UsersTable> & { [K in "name" | "is_admin"]: AccountsTable[K] | null };

/** The user in a row of users with their accounts. */
export function toUser(row: UserRow): User {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    admin: row.is_admin === 1,
    createdAt: row.created_at,
    settings: {
      language: row.language,
      notation: row.notation,
      zone: row.zone,
      rolloverHour: row.rollover_hour,
      newPerDay: row.new_per_day,
    },
  };
}
