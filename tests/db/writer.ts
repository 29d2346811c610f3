import { workerData } from "node:worker_threads";
import { migrate } from "../../server/db/migrate.ts";
import { openDatabase } from "../../server/db/open.ts";
import { createGuest } from "../../server/db/users.ts";
import { write } from "../../server/db/write.ts";
import { laterMigrations } from "./later-migrations.ts";

/** A second process, as far as SQLite can tell: migrates, then adds guests, each with a transaction. */
const { file, guests } = workerData as { file: string; guests: number };
const database = await openDatabase(file);
await migrate(database, laterMigrations, 0);
for (let made = 0; made < guests; made++) await write(database.db, (trx) => createGuest(trx, { at: 0 }));
await database.close();
