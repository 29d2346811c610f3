import { migrations } from "../../../migrations/index.ts";
import { databaseFile, holdData } from "../../db/data-folder.ts";
import { restore as putBack } from "../../db/restore.ts";
import { type Command, only } from "./command.ts";
import { counted, size } from "./words.ts";

/** Puts a backup in the place of the database. */
export const restore: Command = {
  usage: "<file>",
  summary: "put a backup in the place of the database, which is kept aside; the server has to be stopped",
  run({ config, now, pid, print }, args) {
    const backup = only(args, "file");
    const file = databaseFile(config.dataDir);
    const lock = holdData(config.dataDir, pid);
    try {
      const { now: restored, before } = putBack(file, backup, Object.keys(migrations), now());
      print(`${file} is now what ${backup} holds: ${size(restored.bytes)}, verified, ${counted(restored.rows)}`);
      print(before === null ? "There was no database before." : `The database from before is kept as ${before}`);
      const pending = Object.keys(migrations).length - restored.migrations.length;
      if (pending > 0) print("It is of an older version; the next start upgrades it.");
    } finally {
      lock.release();
    }
  },
};
