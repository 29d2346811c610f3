import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { migrations } from "../migrations/index.ts";
import { ownCards } from "../seeds/cards.ts";
import { DECKS, droppedDecks, withDropped } from "../seeds/dropped-decks.ts";
import { ownMisprints } from "../seeds/misprints/index.ts";
import { ownQuestions } from "../seeds/questions.ts";
import { addressOf, ConfigError, readConfig, settingsOf } from "./config.ts";
import type { Config } from "./config.ts";
import { DatabaseError } from "./db/errors.ts";
import { databaseFile, holdData } from "./db/data-folder.ts";
import type { Lock } from "./db/lock.ts";
import { migrate } from "./db/migrate.ts";
import { type OpenDatabase, openDatabase } from "./db/open.ts";
import { newOwnerLink } from "./http/account/links.ts";
import { buildApp } from "./http/app.ts";
import { keepBackups } from "./http/backups.ts";
import { startCompute } from "./http/compute/pool.ts";
import type { Context } from "./http/context.ts";
import { tidy } from "./http/housekeeping.ts";
import { warm } from "./http/warm.ts";
import { stopServing } from "./http/stop.ts";

const root = join(import.meta.dirname, "..");
const DAY = 86_400_000;
const QUARTER_HOUR = 900_000;

const version = (): string => {
  const { version: found } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  return found;
};

/** Our own flashcards, and those of decks dropped into the data folder; a file that holds none is told and passed over. */
const allCards = (dataDir: string): Context["cards"] => {
  const own = ownCards();
  const taken = new Set([...own.values()].flat().map(({ id }) => id));
  const { decks, faults } = droppedDecks(join(dataDir, DECKS), taken);
  for (const fault of faults) console.error(`A deck is passed over. ${fault}`);
  return withDropped(own, decks);
};

const compose = (config: Config, database: OpenDatabase): Context => ({
  config,
  settings: settingsOf(process.env),
  database,
  backups: keepBackups(database, config, Date.now),
  compute: startCompute(Math.max(2, availableParallelism() - 1)),
  cards: allCards(config.dataDir),
  questions: ownQuestions(),
  misprints: ownMisprints(),
  version: version(),
  clientDir: join(root, "dist/client"),
  now: Date.now,
  randomBytes,
});

const address = (app: FastifyInstance, config: Config): string => {
  const bound = app.server.address();
  return addressOf(typeof bound === "object" && bound !== null ? { ...config, port: bound.port } : config);
};

const stopOnSignal = (app: FastifyInstance, { compute, database }: Context, lock: Lock): void => {
  const stop = async (): Promise<void> => {
    await stopServing(app);
    await compute.close();
    await database.close();
    lock.release();
  };
  const leave = (): void => {
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  // A second signal finds no listener and ends the process at once.
  for (const signal of ["SIGTERM", "SIGINT"]) process.once(signal, leave);
};

/** SIGUSR2 makes the log tell everything, and the next one only what it told before. */
const talkOnSignal = (app: FastifyInstance, { logLevel }: Config): void => {
  if (process.platform === "win32") return;
  process.on("SIGUSR2", () => {
    app.log.level = app.log.level === "debug" ? logLevel : "debug";
  });
};

/** Asked often, since a laptop sleeps through most nights. */
const backUpNightly = (app: FastifyInstance, { backups }: Context): void => {
  const backUp = (): void => {
    backups.makeIfDue().then(
      (made) => made && app.log.info(made, "backed up"),
      (error: unknown) => app.log.error(error, "could not back up"),
    );
  };
  backUp();
  setInterval(backUp, QUARTER_HOUR).unref();
};

const serve = async (config: Config, database: OpenDatabase, lock: Lock): Promise<void> => {
  await migrate(database, migrations, Date.now());
  const context = compose(config, database);
  const app = await buildApp(context);
  const tidyUp = () => tidy(context).catch((error: unknown) => app.log.error(error, "could not tidy up"));
  await tidyUp();
  setInterval(() => void tidyUp(), DAY).unref();
  talkOnSignal(app, config);
  backUpNightly(app, context);
  stopOnSignal(app, context, lock);
  await app.listen({ host: config.host, port: config.port, listenTextResolver: () => "" });
  console.log(`Backprop Drill is ready: ${address(app, config)}`);
  const ownerLink = await newOwnerLink(context);
  if (ownerLink !== null) console.log(`Whoever opens this link owns the server: ${address(app, config)}${ownerLink}`);
};

const main = async (): Promise<void> => {
  const config = readConfig(process.env);
  const lock = holdData(config.dataDir, process.pid);
  try {
    const database = await openDatabase(databaseFile(config.dataDir));
    try {
      await serve(config, database, lock);
    } catch (error) {
      await database.close();
      throw error;
    }
  } catch (error) {
    lock.release();
    throw error;
  }
  await warm();
};

/** Whoever starts the server can mend these; anything else is our fault, and its stack says where. */
const explanation = (error: unknown): string | null => {
  if (error instanceof DatabaseError && error.code === "unwritable")
    return `${error.message}. DATA_DIR has to be a folder that the server may write in.`;
  if (error instanceof ConfigError || error instanceof DatabaseError) return error.message;
  if (!(error instanceof Error) || !("syscall" in error)) return null;
  if ("code" in error && error.code === "EADDRINUSE")
    return `The port is taken (${error.message}). Set PORT to another.`;
  const isAddress = error.syscall === "listen" || error.syscall === "getaddrinfo";
  return isAddress ? `HOST and PORT cannot be listened on (${error.message}).` : null;
};

try {
  await main();
} catch (error) {
  console.error(explanation(error) ?? error);
  process.exit(1);
}
