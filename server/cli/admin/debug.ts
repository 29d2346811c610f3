import { runningIn } from "../../db/lock.ts";
import { type Command, demandNone, Failure } from "./command.ts";

/** Has the running server log everything, and again only what it logged before. */
export const debug: Command = {
  usage: "",
  summary: "have the running server log everything (LOG_LEVEL debug); once more, and it logs as before",
  run({ config, print, signal }, args) {
    demandNone(args);
    const pid = runningIn(config.dataDir);
    if (pid === null) throw new Failure(`No server runs on the data in ${config.dataDir}.`);
    signal(pid, "SIGUSR2");
    print(`Process ${pid} was told to.`);
  },
};
