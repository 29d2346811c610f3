import { isDeepStrictEqual } from "node:util";
import { migrations } from "../../../migrations/index.ts";
import { cardsOf, rebuildCards } from "../../db/cards.ts";
import { databaseFile, openExisting } from "../../db/data-folder.ts";
import { inspect } from "../../db/inspect.ts";
import { ratedLog } from "../../db/reviews.ts";
import type { Database } from "../../db/schema.ts";
import { allUsers } from "../../db/users.ts";
import { write } from "../../db/write.ts";
import { model } from "../../http/learner.ts";
import { type Command, Failure, type Shell, UsageError } from "./command.ts";
import { counted } from "./words.ts";

/** Reads the database through and folds every review log anew. */
export const check: Command = {
  usage: "[--rebuild]",
  summary: "is the database sound, and are all cards what the review logs say; --rebuild makes wrong cards anew",
  async run(shell, args) {
    const rebuild = args[0] === "--rebuild";
    if (args.length > (rebuild ? 1 : 0)) throw new UsageError("it takes --rebuild or nothing");
    if (!checkFile(shell)) return;
    const database = await openExisting(shell.config.dataDir);
    try {
      await checkCards(shell, database.db, rebuild);
    } finally {
      await database.close();
    }
  },
};

/** Whether the file is sound and of this version; throws when it is not sound. */
function checkFile({ config, print }: Shell): boolean {
  const { faults, rows, migrations: seen } = inspect(databaseFile(config.dataDir));
  if (faults.length > 0) throw new Failure(["The database is not sound:", ...faults].join("\n  "));
  print(`The file is sound: ${counted(rows)}.`);
  const isNew = seen.length === Object.keys(migrations).length;
  if (!isNew) print("It is of an older version; the next start upgrades it, and its cards can be checked then.");
  return isNew;
}

async function checkCards({ print }: Shell, db: Database, rebuild: boolean): Promise<void> {
  const users = await allUsers(db);
  const wrong: number[] = [];
  for (const user of users) if (!(await hasRightCards(db, user))) wrong.push(user);
  if (wrong.length === 0) return print(`The cards of all ${users.length} users are what their logs say.`);
  const who = `user${wrong.length === 1 ? "" : "s"} ${wrong.join(", ")}`;
  if (!rebuild) throw new Failure(`The cards of ${who} are not what the log says; check --rebuild makes them anew.`);
  for (const user of wrong) await rebuildCards(db, user, model.fold);
  return print(`The cards of ${who} were made anew from the log.`);
}

/** Reads log and cards together, since an answer may come in between. */
const hasRightCards = (db: Database, user: number): Promise<boolean> =>
  write(db, async (trx) => {
    const cards = new Map((await cardsOf(trx, user)).map((card) => [card.subject, card]));
    return isDeepStrictEqual(cards, new Map(model.fold(await ratedLog(trx, user))));
  });
