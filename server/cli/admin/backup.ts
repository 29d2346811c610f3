import { relative } from "node:path";
import { backupFolder, listBackups, makeBackup } from "../../db/backups.ts";
import { databaseFile, openExisting } from "../../db/data-folder.ts";
import { type Command, demandNone } from "./command.ts";
import { counted, moment, size, table } from "./words.ts";

/** Backs up now. */
export const backup: Command = {
  usage: "",
  summary: "back the database up now, also while the server runs",
  async run({ config, now, print }, args) {
    demandNone(args);
    const database = await openExisting(config.dataDir);
    try {
      const { name, bytes, rows } = await makeBackup(database, now());
      print(`${backupFolder(databaseFile(config.dataDir))}/${name}: ${size(bytes)}, verified, ${counted(rows)}`);
    } finally {
      await database.close();
    }
  },
};

/** Lists the backups that there are. */
export const backups: Command = {
  usage: "",
  summary: "list the backups",
  run({ config, print }, args) {
    demandNone(args);
    const file = databaseFile(config.dataDir);
    const found = listBackups(file);
    const folder = relative(".", backupFolder(file));
    const rows = found.map(({ name, at, bytes }) => [`${folder}/${name}`, moment(at), size(bytes)]);
    const lines = found.length === 0 ? ["There are no backups yet."] : table(["backup", "made (UTC)", "size"], rows);
    for (const line of lines) print(line);
  },
};
