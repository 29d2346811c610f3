import type { z } from "zod";
import type { Fields } from "./errors.ts";

type Issue = z.core.$ZodIssue;
type Field = NonNullable<Fields>[number];

// Of the readings that a union allows, the one that got furthest says best what is wrong.
const furthest = (branches: readonly (readonly Issue[])[]): readonly Issue[] => {
  const depth = (issues: readonly Issue[]) => Math.max(...issues.map((issue) => issue.path.length));
  return branches.reduce((best, branch) => (depth(branch) > depth(best) ? branch : best), branches[0] ?? []);
};

const describe = (issue: Issue, above: readonly PropertyKey[]): Field[] => {
  const path = [...above, ...issue.path];
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({ path: [...path, key].join("."), message: "This field does not exist." }));
  }
  const inner = issue.code === "invalid_union" ? furthest(issue.errors) : [];
  if (inner.some(({ path: below }) => below.length > 0)) return inner.flatMap((below) => describe(below, path));
  return [{ path: path.join("."), message: issue.message }];
};

/** The fields at fault, as dotted paths into the input. */
export const fieldsAtFault = (error: z.ZodError): Field[] => error.issues.flatMap((issue) => describe(issue, []));
