import type { Database } from "./schema.ts";
import { write } from "./write.ts";

/** How often something may be tried within how many milliseconds. */
export type Allowance = { readonly guesses: number; readonly within: number };

/**
 * Counts an attempt before it is made, so that many at once are not more than allowed. Answers its id, or null when
 * it is one too many.
 */
export async function countGuess(
  db: Database,
  guess: { nameHash: string; at: number },
  allowance: Allowance,
): Promise<number | null> {
  return write(db, async (trx) => {
    const { made } = await trx
      .selectFrom("guesses")
      .select(({ fn }) => fn.countAll<number>().as("made"))
      .where("name_hash", "=", guess.nameHash)
      .where("at", ">", guess.at - allowance.within)
      .executeTakeFirstOrThrow();
    if (made >= allowance.guesses) return null;
    const { id } = await trx
      .insertInto("guesses")
      .values({ name_hash: guess.nameHash, at: guess.at })
      .returning("id")
      .executeTakeFirstOrThrow();
    return id;
  });
}

/** Takes back an attempt that turned out to be right. */
export async function forgiveGuess(db: Database, id: number): Promise<void> {
  await db.deleteFrom("guesses").where("id", "=", id).execute();
}

export async function deleteGuesses(db: Database, before: number): Promise<void> {
  await db.deleteFrom("guesses").where("at", "<=", before).execute();
}
