import { settingsOf } from "../../config.ts";
import { type Command, demandNone } from "./command.ts";
import { table } from "./words.ts";

/** Shows every setting and where it comes from. */
export const settings: Command = {
  usage: "",
  summary: "every setting of this environment, and where it comes from",
  run({ environment, print }, args) {
    demandNone(args);
    const rows = settingsOf(environment).map(({ name, value, source }) => [name, value ?? "(secret)", source]);
    for (const line of table(["setting", "value", "source"], rows)) print(line);
  },
};
