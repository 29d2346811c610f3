import { inspect } from "../../db/inspect.ts";
import { type Command, Failure, only } from "./command.ts";
import { counted, size } from "./words.ts";

/** Reads a backup through. */
export const verify: Command = {
  usage: "<file>",
  summary: "read a backup through: is every page, index and reference sound, and what does it hold",
  run({ print }, args) {
    const file = only(args, "file");
    const { bytes, faults, rows, migrations } = inspect(file);
    if (faults.length > 0) throw new Failure([`${file} is not sound:`, ...faults].join("\n  "));
    print(`${file} is sound: ${size(bytes)}, schema ${migrations.at(-1) ?? "none"}, ${counted(rows)}`);
  },
};
