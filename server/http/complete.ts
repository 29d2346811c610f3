import { z } from "zod";
import { accessRules } from "#contract/route.ts";
import type { Route } from "#contract/route.ts";
import { ofGroup } from "./can.ts";
import { openPlaces } from "./closed.ts";

const known = z.object({ access: z.enum(accessRules), rate: z.enum(["read", "write", "compute"]) });

const schemas = ({ params, query, body, response, otherwise }: Route): [string, z.ZodType | undefined][] => [
  ["params", params],
  ["query", query],
  ["body", body],
  ["response", response],
  ...Object.entries(otherwise ?? {}),
];

/** What a route lacks that every route must have; a route that lacks something is never mounted. */
export const lacks = (route: Route): string[] => {
  const rules = known.safeParse(route).error?.issues.map((issue) => `a known ${issue.path.join(".")}`) ?? [];
  const places = route.path.match(/(?<=:)\w+/g) ?? [];
  const named = Object.keys(route.params?.shape ?? {});
  const missing = [
    ...(places.toSorted().join() === named.toSorted().join() ? [] : ["a schema of its path's parameters"]),
    ...(route.method === "GET" || route.method === "DELETE" || route.body ? [] : ["a schema of its body"]),
    ...(ofGroup(route.access) && !named.includes("group") ? ["a group to have the role in"] : []),
    ...((route.response as z.ZodType | undefined) ? [] : ["a schema of its response"]),
  ];
  const open = schemas(route).flatMap(([part, schema]) =>
    schema ? openPlaces(schema, part).map((place) => `a closed schema: ${place}`) : [],
  );
  return [...rules, ...missing, ...open];
};
