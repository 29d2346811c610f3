import { parseArgs } from "node:util";
import { addressOf } from "../../config.ts";
import { findAccountNamed } from "../../db/accounts.ts";
import { openExisting } from "../../db/data-folder.ts";
import type { OpenDatabase } from "../../db/open.ts";
import { allPeople, countGuests } from "../../db/people.ts";
import { nameKey } from "../../http/account/name.ts";
import { inviteToRegister, makeAdmin, makeResetLink } from "../../http/admin/acts.ts";
import { type Command, demandNone, Failure, only, type Shell, UsageError } from "./command.ts";
import { moment, table } from "./words.ts";

type World = Pick<Shell, "now" | "randomBytes"> & { readonly database: OpenDatabase };

/** Works on the database beside a server that may be running. */
const withData = async (shell: Shell, work: (world: World) => Promise<void>): Promise<void> => {
  const database = await openExisting(shell.config.dataDir);
  try {
    await work({ database, now: shell.now, randomBytes: shell.randomBytes });
  } finally {
    await database.close();
  }
};

const userNamed = async ({ database }: World, name: string): Promise<number> => {
  const account = await findAccountNamed(database.db, nameKey(name));
  if (account === null) throw new Failure(`Nobody here is called ${name}; npm run admin -- users lists them.`);
  return account.user;
};

/** Lists everybody with an account. */
export const users: Command = {
  usage: "",
  summary: "list everybody with an account",
  run(shell, args) {
    demandNone(args);
    return withData(shell, async ({ database: { db } }) => {
      const rows = (await allPeople(db)).map(({ name, admin, createdAt, lastSeenAt, answers }) => [
        name,
        admin ? "owner" : "",
        moment(createdAt),
        lastSeenAt === null ? "" : moment(lastSeenAt),
        answers,
      ]);
      for (const line of table(["name", "", "since (UTC)", "last seen", "answers"], rows)) shell.print(line);
      shell.print(`and ${await countGuests(db)} guests`);
    });
  },
};

const atMost = (text: string, most: number, name: string): number => {
  const value = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (value < 1 || value > most) throw new UsageError(`--${name} takes a whole number from 1 to ${most}`);
  return value;
};

const inviteOptions = (args: string[]): { uses: number; days: number } => {
  try {
    const options = { uses: { type: "string", default: "1" }, days: { type: "string", default: "7" } } as const;
    const { values } = parseArgs({ args, options });
    return { uses: atMost(values.uses, 500, "uses"), days: atMost(values.days, 365, "days") };
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError("it takes --uses and --days", { cause: error });
    throw error;
  }
};

/** Makes a link to register with. */
export const invite: Command = {
  usage: "[--uses 1] [--days 7]",
  summary: "make a link by which so many people can register within so many days",
  run(shell, args) {
    const wanted = inviteOptions(args);
    return withData(shell, async (world) => {
      shell.print(addressOf(shell.config) + (await inviteToRegister(world, null, wanted)));
    });
  },
};

/** Makes a link to set a new password with. */
export const resetLink: Command = {
  usage: "<name>",
  summary: "make a link by which somebody can set a new password, once, within a day",
  run(shell, args) {
    const name = only(args, "name");
    return withData(shell, async (world) => {
      shell.print(addressOf(shell.config) + (await makeResetLink(world, null, await userNamed(world, name))));
    });
  },
};

const owning = (admin: boolean, summary: string, done: string): Command => ({
  usage: "<name>",
  summary,
  run(shell, args) {
    const name = only(args, "name");
    return withData(shell, async (world) => {
      await makeAdmin(world, null, await userNamed(world, name), admin);
      shell.print(`${name} ${done}`);
    });
  },
});

/** Makes somebody an owner of the server. */
export const makeAdminCommand = owning(true, "make somebody an owner of the server", "is an owner of the server.");

/** Makes an owner of the server a user like others. */
export const dropAdminCommand = owning(
  false,
  "make an owner of the server a user like others; one owner always stays",
  "is no owner of the server.",
);
