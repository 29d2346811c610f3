import { migrations } from "../../migrations/index.ts";
import { recordAnswer } from "../../server/db/answer.ts";
import { migrate } from "../../server/db/migrate.ts";
import { openDatabase } from "../../server/db/open.ts";
import { createTicket } from "../../server/db/tickets.ts";
import { createGuest } from "../../server/db/users.ts";
import { item, reply, study, submission } from "./fixtures.ts";
import { laterMigrations } from "./later-migrations.ts";

/** A program that is killed: while it stores answers and names each that it has acknowledged, or in a migration. */
const [task = "", file = ""] = process.argv.slice(2);
const database = await openDatabase(file);

const tasks: Record<string, () => Promise<void>> = {
  async answers() {
    await migrate(database, migrations, 0);
    const user = (await createGuest(database.db, { at: 0 })).id;
    for (let number = 1; ; number++) {
      const ticket = `ticket-${number}`;
      await createTicket(database.db, { id: ticket, user, item: item(`skill-${number % 7}`), reason: "new", at: 0 });
      await recordAnswer(database.db, submission(user, { ticket }), study, reply);
      process.stdout.write(`${ticket}\n`);
    }
  },
  async migration() {
    await migrate(database, migrations, 0);
    const third = laterMigrations["9002-third"];
    const suicidal: typeof third = {
      async up(db) {
        await third.up(db);
        process.kill(process.pid, "SIGKILL");
      },
    };
    await migrate(database, { ...laterMigrations, "9002-third": suicidal }, 0);
  },
};
await tasks[task]?.();
