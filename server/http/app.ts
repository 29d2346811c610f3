import type { FastifyInstance } from "fastify";
import { routes } from "#contract/routes.ts";
import { assemble } from "./assemble.ts";
import type { Context } from "./context.ts";
import { handlers } from "./routes/index.ts";

/** Builds the whole server. It does not listen, so a test can put requests into it. */
export const buildApp = (context: Context): Promise<FastifyInstance> => assemble(context, routes, handlers(context));
