import { ConfigError } from "../../config.ts";
import { DatabaseError } from "../../db/errors.ts";
import { Refusal } from "../../http/errors.ts";
import { backup, backups } from "./backup.ts";
import { check } from "./check.ts";
import { type Command, Failure, type Shell, UsageError } from "./command.ts";
import { debug } from "./debug.ts";
import { dropAdminCommand, invite, makeAdminCommand, resetLink, users } from "./people.ts";
import { restore } from "./restore.ts";
import { settings } from "./settings.ts";
import { storage } from "./storage.ts";
import { verify } from "./verify.ts";

/** All that can be asked for. */
export const commands: Readonly<Record<string, Command>> = {
  users,
  invite,
  "reset-link": resetLink,
  "make-admin": makeAdminCommand,
  "drop-admin": dropAdminCommand,
  backup,
  backups,
  verify,
  restore,
  check,
  storage,
  settings,
  debug,
};

/** What the shell is told: all went well, it could not be done, or it was not understood. */
const EXIT = { done: 0, failed: 1, usage: 2 } as const;

const help = (): string[] => {
  const lines = Object.entries(commands).map(([name, { usage, summary }]) => [`${name} ${usage}`.trim(), summary]);
  const width = Math.max(...lines.map(([call = ""]) => call.length));
  return [
    "npm run admin -- <command>",
    "",
    ...lines.map(([call = "", summary]) => `  ${call.padEnd(width)}  ${summary}`),
    "",
    "The data is that of DATA_DIR, and the other settings too come from the environment, as for the server.",
  ];
};

/** Runs one command and answers the exit code; whatever goes wrong is said in words. */
export const runAdmin = async (args: string[], shell: Shell, complain: (line: string) => void): Promise<number> => {
  const [name = "", ...rest] = args;
  if (["", "help", "--help", "-h"].includes(name)) {
    for (const line of help()) shell.print(line);
    return name === "" ? EXIT.usage : EXIT.done;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  try {
    if (command === undefined) throw new UsageError("there is no such command; npm run admin -- help lists them");
    await command.run(shell, rest);
    return EXIT.done;
  } catch (error) {
    if (error instanceof UsageError) {
      complain(`${name}: ${error.message}`);
      if (command !== undefined) complain(`npm run admin -- ${name} ${command.usage}`.trim());
      return EXIT.usage;
    }
    if (!isForPeople(error)) throw error;
    complain(error.message);
    return EXIT.failed;
  }
};

const isForPeople = (error: unknown): error is Error =>
  error instanceof Failure ||
  error instanceof Refusal ||
  error instanceof DatabaseError ||
  error instanceof ConfigError;
