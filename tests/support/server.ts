import { join } from "node:path";
import { buildApp } from "../../server/http/app.ts";
import { startCompute } from "../../server/http/compute/pool.ts";
import type { Context } from "../../server/http/context.ts";
import { testContext } from "../http/support.ts";

/** A whole server at an address of its own: the built client, a database in memory, a clock that stands still. */
export type RunningServer = {
  readonly context: Context;
  readonly address: string;
  readonly now: () => number;
  readonly close: () => Promise<void>;
};

/** Starts the server as it would be served, with seeded chance, so that each run asks the same questions. */
export async function startServer(changes: Partial<Context> = {}): Promise<RunningServer> {
  const compute = startCompute(1);
  const clientDir = join(import.meta.dirname, "../../dist/client");
  const context = await testContext({ compute, clientDir, ...changes });
  const app = await buildApp(context);
  const address = await app.listen({ host: "127.0.0.1", port: 0 });
  const close = async () => {
    await app.close();
    await compute.close();
    await context.database.close();
  };
  return { context, address, now: context.now, close };
}
