import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { Route } from "#contract/route.ts";
import { routes } from "#contract/routes.ts";
import { lacks } from "../../server/http/complete.ts";
import { assemble } from "../../server/http/assemble.ts";
import { testContext, visitor } from "./support.ts";

const sound = {
  method: "POST",
  path: "/api/notes/:id",
  summary: "A note",
  access: "public",
  rate: "write",
  params: z.strictObject({ id: z.string() }),
  body: z.strictObject({ text: z.string() }),
  response: z.strictObject({ text: z.string() }),
} as const satisfies Route;

/** A route as a careless change would leave it; the compiler would object, and the factory has to as well. */
const without = (part: keyof typeof sound): Route => {
  const { [part]: _, ...rest } = sound;
  return rest as unknown as Route;
};

const refused: [string, Route, RegExp][] = [
  ["an access rule", without("access"), /access/],
  ["a known access rule", { ...sound, access: "everybody" as "user" }, /access/],
  ["a group to have the role in", { ...sound, access: "tutor" }, /a group to have the role in/],
  ["a rate class", without("rate"), /rate/],
  ["a response schema", without("response"), /schema of its response/],
  ["a body schema", without("body"), /schema of its body/],
  ["a schema of the path's parameters", without("params"), /path's parameters/],
  ["a strict body", { ...sound, body: z.object({ text: z.string() }) }, /body accepts unknown fields/],
  [
    "a body that is strict all the way down",
    { ...sound, body: z.strictObject({ list: z.array(z.object({})) }) },
    /body\.list\[\] accepts/,
  ],
  ["an uncoerced body", { ...sound, body: z.strictObject({ count: z.coerce.number() }) }, /body\.count is coerced/],
  ["a closed response", { ...sound, response: z.looseObject({}) }, /response\.\* is of the open type unknown/],
  [
    "a response of known values",
    { ...sound, response: z.strictObject({ text: z.any() }) },
    /response\.text is of the open type any/,
  ],
  ["a closed body for other statuses", { ...sound, otherwise: { 503: z.object({}) } }, /503 accepts unknown fields/],
];

describe("the factory refuses a route without", () => {
  test.each(refused)("%s", async (_name, route, message) => {
    const context = await testContext();
    await expect(assemble(context, { route }, { route: () => ({ text: "" }) })).rejects.toThrow(message);
    await context.database.close();
  });
});

test("the factory takes the sound route that the others are made from", async () => {
  const app = await assemble(await testContext(), { sound }, { sound: ({ body }) => body });
  expect(await visitor(app).post("/api/notes/1", { text: "a" })).toMatchObject({ status: 200, json: { text: "a" } });
  await app.close();
});

test("the contract's own routes lack nothing", () => {
  expect(Object.entries(routes).flatMap(([name, route]) => lacks(route).map((part) => `${name}: ${part}`))).toEqual([]);
});

test("nothing can be registered under /api beside the contract", async () => {
  const app = await assemble(await testContext(), { sound }, { sound: ({ body }) => body });
  expect(() => app.get("/api/back-door", () => "")).toThrow(/not an entry of the contract/);
  await app.close();
});
