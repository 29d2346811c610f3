import { afterAll, beforeAll, expect, test } from "vitest";
import type { FastifyInstance } from "fastify";
import { routes } from "#contract/routes.ts";
import type { Route } from "#contract/route.ts";
import { assemble } from "../../server/http/assemble.ts";
import { openApi } from "../../server/http/openapi.ts";
import { testContext, visitor } from "./support.ts";

type Node = { [key: string]: Node };

const document = openApi(routes, "1.2.3") as Node;

let app: FastifyInstance;
beforeAll(async () => {
  app = await assemble(await testContext(), {}, {});
});
afterAll(() => app.close());

const at = (pointer: string): Node | undefined =>
  pointer
    .slice(2)
    .split("/")
    .reduce<Node | undefined>((node, key) => node?.[key], document);

const referencesIn = (node: unknown): string[] => {
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    key === "$ref" && typeof value === "string" ? [value] : referencesIn(value),
  );
};

test("the document is OpenAPI 3.1 and lists every route of the contract", () => {
  expect(document).toMatchObject({ openapi: "3.1.0", info: { title: "Backprop Drill", version: "1.2.3" } });
  const listed = Object.entries(document["paths"] ?? {}).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${JSON.stringify(methods[method]?.["operationId"])} ${method} ${path}`),
  );
  const contract = Object.entries<Route>(routes).map(
    ([name, { method, path }]) => `"${name}" ${method.toLowerCase()} ${path.replaceAll(/:(\w+)/g, "{$1}")}`,
  );
  expect(listed.toSorted()).toEqual(contract.toSorted());
});

test("every reference leads to a schema, and no schema brings a dialect or an address of its own", () => {
  const references = referencesIn(document);
  expect(references.length).toBeGreaterThan(20);
  expect(references.filter((reference) => at(reference) === undefined)).toEqual([]);
  expect(JSON.stringify(document)).not.toMatch(/"\$(schema|id|defs)"/);
});

test("a path's places are its required parameters", () => {
  expect(at("#/paths")?.["/api/practice/{ticket}/hint"]?.["post"]).toMatchObject({
    parameters: [{ name: "ticket", in: "path", required: true, schema: { type: "string", maxLength: 64 } }],
    security: [{ session: [] }],
  });
});

test("it is served, and so is a page to read it, from here alone", async () => {
  const guest = visitor(app);
  expect((await guest.get("/api/openapi.json")).json).toMatchObject({ openapi: "3.1.0" });
  const page = await guest.get("/api/docs/");
  expect([page.status, page.headers["content-type"]]).toEqual([200, "text/html; charset=utf-8"]);
  expect(page.text).not.toMatch(/<script(?![^>]*\ssrc=)|https?:\/\//);
  expect((await guest.get("/api/docs/json")).json).toMatchObject({ openapi: "3.1.0" });
  expect((await guest.get("/api/docs/static/swagger-ui-bundle.js")).status).toBe(200);
});
