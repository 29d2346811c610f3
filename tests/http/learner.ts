import type { FastifyInstance } from "fastify";
import type { Answer, Input, Route } from "#contract/route.ts";
import { routes } from "#contract/routes.ts";
import type { RouteName, Routes } from "#contract/routes.ts";
import { formsOf } from "#quiz/items/index.ts";
import { skills } from "#quiz/skills.ts";
import { buildApp } from "../../server/http/app.ts";
import type { Context } from "../../server/http/context.ts";
import type { Ticket } from "../../server/db/tickets.ts";
import { rightAnswerTo, wrongAnswerTo } from "../quiz/form-answers.ts";
import { testContext, visitor } from "./support.ts";
import type { Clock, Sent } from "./support.ts";

export const available = Object.values(skills).filter((skill) => skill.available);

/** Those that are asked for a number, whatever else. */
export const numeric = available.filter(({ id }) => formsOf(id).includes("number"));

type Without<R extends Route> = Omit<{ [K in "params" | "body"]: Input<R, K> }, never>;
type Given<R extends Route> = { [K in keyof Without<R> as undefined extends Without<R>[K] ? never : K]: Without<R>[K] };

const entry = (name: RouteName): Route => routes[name];

/** Somebody with a browser: calls operations by name, and reads the answers as the contract types them. */
export const learner = (app: FastifyInstance, headers: Record<string, string> = {}) => {
  const browser = visitor(app, headers);
  const send = (name: RouteName, given: { params?: unknown; query?: unknown; body?: unknown } = {}): Promise<Sent> => {
    const { method, path } = entry(name);
    const params = (given.params ?? {}) as Record<string, string>;
    const query = new URLSearchParams((given.query ?? {}) as Record<string, string>).toString();
    const place = path.replaceAll(/:(\w+)/g, (_, key: string) => encodeURIComponent(params[key] ?? ""));
    const url = query === "" ? place : `${place}?${query}`;
    if (method === "GET") return browser.get(url);
    if (method === "DELETE") return browser.delete(url);
    const body = given.body ?? {};
    return method === "PATCH" ? browser.patch(url, body) : browser.post(url, body);
  };
  const call = async <N extends RouteName>(name: N, given: Given<Routes[N]>): Promise<Answer<Routes[N]>> => {
    const sent = await send(name, given);
    if (sent.status !== 200) throw new Error(`${name} answered ${sent.status}: ${sent.text}`);
    return routes[name].response.parse(sent.json) as Answer<Routes[N]>;
  };
  return { send, call, get: browser.get };
};

export type Learner = ReturnType<typeof learner>;

/** A whole server with a database in memory, and its clock. */
export const wholeServer = async (
  changes: Partial<Context> = {},
  environment: Record<string, string> = {},
): Promise<{ app: FastifyInstance; context: Context; clock: Clock; close: () => Promise<void> }> => {
  const context = await testContext(changes, environment);
  const app = await buildApp(context);
  const close = async (): Promise<void> => {
    await app.close();
    await context.database.close();
  };
  return { app, context, clock: context.clock, close };
};

/** A guest who has arrived. */
export const guestOf = async (app: FastifyInstance, headers: Record<string, string> = {}): Promise<Learner> => {
  const guest = learner(app, headers);
  await guest.call("me", {});
  return guest;
};

/** The stored ticket itself, with what the learner may not see. */
export const storedTicket = async ({ database }: Context, id: string): Promise<Pick<Ticket, "id" | "item">> => {
  const row = await database.db.selectFrom("tickets").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
  return { id: row.id, item: JSON.parse(row.item) as Ticket["item"] };
};

/** The right answer to a ticket, as a learner gives it. */
export const rightAnswer = async (context: Context, id: string): Promise<string> =>
  rightAnswerTo((await storedTicket(context, id)).item);

/** A readable answer that is far from right. */
export const wrongAnswer = async (context: Context, id: string): Promise<string> =>
  wrongAnswerTo((await storedTicket(context, id)).item);
