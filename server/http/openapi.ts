import { z } from "zod";
import * as account from "#contract/account.ts";
import * as admin from "#contract/admin.ts";
import * as calculators from "#contract/calculators.ts";
import * as groups from "#contract/groups.ts";
import * as network from "#contract/network.ts";
import * as practice from "#contract/practice.ts";
import { problem } from "#contract/problem.ts";
import type { Route } from "#contract/route.ts";

type Json = Record<string, unknown>;

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

// Every schema that the contract exports becomes a component under its own name, and so do bodies and answers.
const collect = (routes: Record<string, Route>): Map<z.ZodType, string> => {
  const names = new Map<z.ZodType, string>();
  for (const [name, schema] of Object.entries({
    ...network,
    ...practice,
    ...groups,
    ...calculators,
    ...account,
    ...admin,
    problem,
  })) {
    names.set(schema, capital(name));
  }
  for (const [name, { body, response }] of Object.entries(routes)) {
    if (body !== undefined && !names.has(body)) names.set(body, `${capital(name)}Body`);
    if (!names.has(response)) names.set(response, `${capital(name)}Answer`);
  }
  return names;
};

const reference = (name: string): string => `#/components/schemas/${name}`;

const components = (names: Map<z.ZodType, string>): Json => {
  const registry = z.registry<{ id: string }>();
  for (const [schema, id] of names) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { uri: reference, io: "input" });
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { $schema: _dialect, $id: _id, ...schema }]) => [name, schema]),
  );
};

const parameters = (schema: z.ZodObject | undefined, place: "path" | "query"): Json[] =>
  Object.entries(schema?.shape ?? {}).map(([name, field]) => {
    const { $schema: _dialect, ...described } = z.toJSONSchema(field, { io: "input" });
    return { name, in: place, required: place === "path" || !z.safeParse(field, undefined).success, schema: described };
  });

const describe = (name: string, route: Route, names: Map<z.ZodType, string>): Json => {
  const written = (schema: z.ZodType, media: string = "application/json") => ({
    [media]: { schema: { $ref: reference(names.get(schema) ?? "") } },
  });
  const json = (schema: z.ZodType) => written(schema);
  const refusal = { description: "Refused, and why", content: json(problem) };
  const further = Object.entries(route.otherwise ?? {}).map(([status, schema]) => [
    status,
    { description: "Not able to", content: json(schema) },
  ]);
  return {
    operationId: name,
    summary: route.summary,
    security: route.access === "public" ? [] : [{ session: [] }],
    parameters: [...parameters(route.params, "path"), ...parameters(route.query, "query")],
    ...(route.body && { requestBody: { required: true, content: json(route.body) } }),
    responses: {
      "200": { description: "Done", content: written(route.response, route.media) },
      ...Object.fromEntries(further),
      "4XX": refusal,
      "5XX": refusal,
    },
  };
};

/** The OpenAPI 3.1 document of an API, made from its route table. */
export const openApi = (routes: Record<string, Route>, version: string, basePath = "/"): Json => {
  const names = collect(routes);
  const paths: Record<string, Json> = {};
  for (const [name, route] of Object.entries(routes)) {
    const path = (paths[route.path.replaceAll(/:(\w+)/g, "{$1}")] ??= {});
    path[route.method.toLowerCase()] = describe(name, route, names);
  }
  return {
    openapi: "3.1.0",
    info: { title: "Backprop Drill", version, license: { name: "MIT", identifier: "MIT" } },
    servers: [{ url: basePath.replace(/(?<=.)\/$/, "") }],
    paths,
    components: {
      schemas: components(names),
      securitySchemes: { session: { type: "apiKey", in: "cookie", name: "session" } },
    },
  };
};
