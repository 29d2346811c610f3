import type { IncomingMessage } from "node:http";
import compress from "@fastify/compress";
import cookie from "@fastify/cookie";
import Fastify from "fastify";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Route } from "#contract/route.ts";
import { addClientFiles } from "./client-files.ts";
import type { Context } from "./context.ts";
import { addDocs } from "./docs.ts";
import { answerError } from "./errors.ts";
import { addHeaders, secure } from "./headers.ts";
import { logger } from "./log.ts";
import { addMetrics } from "./metrics.ts";
import { demandOwnOrigin } from "./origin.ts";
import { addRateLimits } from "./rates.ts";
import { demandRight } from "./rights.ts";
import { demandContract, serve } from "./serve.ts";
import type { Handlers } from "./serve.ts";
import { userOf } from "./session.ts";

const SECOND = 1000;
const BODY_LIMIT = 64 * 1024;

/** Takes the base off an address, unless a proxy in front has done so. */
const rewriting = (base: string) => ({
  rewriteUrl: ({ url = "/" }: IncomingMessage): string =>
    `${url}/`.startsWith(base) ? `/${url.slice(base.length)}` : url,
});

const bare = ({ config }: Context): FastifyInstance =>
  Fastify({
    logger: logger(config.logLevel),
    ...(config.basePath !== "/" && rewriting(config.basePath)),
    trustProxy: config.trustProxy.length > 0 ? [...config.trustProxy] : false,
    bodyLimit: BODY_LIMIT,
    requestTimeout: 30 * SECOND,
    keepAliveTimeout: 70 * SECOND,
    http: { headersTimeout: 10 * SECOND, connectionsCheckingInterval: 2 * SECOND },
    // While it stops, the server still answers what arrives over open connections, and closes them with the answer.
    return503OnClosing: false,
    // An address that cannot be read reaches no route, and so none of the hooks.
    frameworkErrors(error, request, reply) {
      const answer = reply as FastifyReply;
      answer.headers(secure).send(answerError(error, request as FastifyRequest, answer));
    },
  });

/** Builds a server around an API and does not let it listen. Throws when a route leaves something open. */
export const assemble = async <T extends Record<string, Route>>(
  context: Context,
  routes: T,
  handlers: Handlers<T>,
): Promise<FastifyInstance> => {
  const app = bare(context);
  app.removeContentTypeParser("text/plain");
  app.setErrorHandler(answerError);
  demandContract(app);
  addHeaders(app, context.config.origin);
  await addRateLimits(app, context.config.rateLimit);
  demandOwnOrigin(app, context.config.origin);
  addMetrics(app, context);
  await app.register(cookie);
  await app.register(compress);
  serve(app, routes, handlers, async (request, access, group) => {
    const user = await userOf(context, request);
    await demandRight(context.database.db, user, access, group);
    return user;
  });
  await addDocs(app, routes, context);
  await addClientFiles(app, context.clientDir);
  return app;
};
