import { randomBytes } from "node:crypto";
import { ConfigError, readConfig } from "../config.ts";
import { runAdmin } from "./admin/run.ts";

/** The server's owner at the command line: npm run admin -- <command>. */
try {
  const shell = {
    config: readConfig(process.env),
    environment: process.env,
    now: Date.now,
    randomBytes,
    pid: process.pid,
    print: (line: string) => console.log(line),
    signal: (pid: number, signal: "SIGUSR2") => void process.kill(pid, signal),
  };
  process.exitCode = await runAdmin(process.argv.slice(2), shell, (line) => console.error(line));
} catch (error) {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exitCode = 1;
}
