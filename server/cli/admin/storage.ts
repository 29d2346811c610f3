import { listBackups } from "../../db/backups.ts";
import { databaseFile } from "../../db/data-folder.ts";
import { measureStorage } from "../../db/storage.ts";
import { type Command, demandNone } from "./command.ts";
import { size, table } from "./words.ts";

/** Shows what takes how much room. */
export const storage: Command = {
  usage: "",
  summary: "what takes how much room on the disk, by table",
  run({ config, print }, args) {
    demandNone(args);
    const file = databaseFile(config.dataDir);
    const { bytes, logBytes, freeBytes, tables } = measureStorage(file);
    const backups = listBackups(file);
    const all = backups.reduce((sum, backup) => sum + backup.bytes, 0);
    print(`${file}: ${size(bytes)}, of it ${size(freeBytes)} free; ${size(logBytes)} in its write-ahead log`);
    print(`${backups.length} backups: ${size(all)}`);
    const rows = tables.map((one) => [one.table, one.rows, size(one.bytes)]);
    for (const line of table(["table", "rows", "size"], rows)) print(line);
  },
};
