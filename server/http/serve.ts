import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Access, Answer, Parsed, Route } from "#contract/route.ts";
import { lacks } from "./complete.ts";
import { DOCS } from "./docs.ts";
import { Encoded, Redirect, Streamed } from "./encoded.ts";
import { Refusal } from "./errors.ts";
import { fieldsAtFault } from "./fields.ts";
import type { User } from "./session.ts";

/** What a handler is given: the checked input, and who calls. */
export type Call<R extends Route> = {
  readonly params: Parsed<R, "params">;
  readonly query: Parsed<R, "query">;
  readonly body: Parsed<R, "body">;
  readonly user: R["access"] extends "public" ? User | null : User;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
};

type Answered<R extends Route> = Answer<R> | Encoded | Streamed | Redirect;

/** What one operation does. */
export type Handler<R extends Route> = (call: Call<R>) => Promise<Answered<R>> | Answered<R>;

/** A handler for every route of a table. */
export type Handlers<T extends Record<string, Route>> = { readonly [N in keyof T]: Handler<T[N]> };

/** Tells who sends a request, and refuses whoever may not do what it asks for. */
export type Admit = (request: FastifyRequest, access: Access, group: string | undefined) => Promise<User | null>;

const JSON_TYPE = "application/json; charset=utf-8";

const nothing = z.strictObject({});

const checked = (schema: z.ZodType, value: unknown): unknown => {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new Refusal("invalid_input", "The input is not valid; see the fields.", fieldsAtFault(result.error));
};

const schemaOf = (route: Route, status: number): z.ZodType => {
  const schema = status < 300 ? route.response : route.otherwise?.[status];
  if (schema === undefined) throw new Error(`${route.path} has no schema for status ${status}`);
  return schema;
};

/** Closes an answer by its schema, unless that is done. */
const sent = (route: Route, reply: FastifyReply, answer: Answered<Route>): unknown => {
  if (answer instanceof Encoded) return reply.type(JSON_TYPE).send(Buffer.from(answer.json.buffer));
  if (answer instanceof Redirect) return reply.redirect(answer.to, 303);
  if (answer instanceof Streamed) {
    void reply.header("content-disposition", `attachment; filename="${answer.fileName}"`);
    return reply.type(JSON_TYPE).send(Readable.from(answer.pieces));
  }
  if (route.media) void reply.type(`${route.media}; charset=utf-8`);
  return schemaOf(route, reply.statusCode).parse(answer);
};

const answering = (route: Route, handler: Handler<Route>, admit: Admit) => {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const { group } = request.params as { group?: string };
    const user = await admit(request, route.access, group);
    const answer = await handler({
      params: checked(route.params ?? nothing, request.params),
      query: checked(route.query ?? nothing, request.query),
      body: route.body && checked(route.body, request.body),
      user,
      request,
      reply,
    } as Call<Route>);
    return sent(route, reply, answer);
  };
};

/** Mounts a handler under each entry of a contract; throws at an entry that leaves something open. */
export const serve = <T extends Record<string, Route>>(
  app: FastifyInstance,
  routes: T,
  handlers: Handlers<T>,
  admit: Admit,
): void => {
  for (const [name, route] of Object.entries(routes)) {
    const missing = lacks(route);
    if (missing.length > 0) throw new Error(`Route ${name} (${route.path}) lacks ${missing.join("; ")}.`);
    app.route({
      method: route.method,
      url: route.path,
      config: { rate: route.rate },
      // Each name has its own route and handler; in a loop over all of them the compiler no longer sees the pair.
      handler: answering(route, handlers[name] as unknown as Handler<Route>, admit),
    });
  }
};

/** Refuses at start-up what is registered under /api beside the contract. */
export const demandContract = (app: FastifyInstance): void => {
  app.addHook("onRoute", ({ url, config }) => {
    const isApi = url.startsWith("/api/") && url !== DOCS.document && !url.startsWith(DOCS.page);
    if (isApi && config?.rate === undefined) throw new Error(`${url} is not an entry of the contract.`);
  });
};
