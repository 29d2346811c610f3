import type { z } from "zod";

type Definition = z.core.$ZodTypes["_zod"]["def"];

/** Where a schema lets through what it does not name, coerces, or cannot be described; empty for a closed one. */
export const openPlaces = (schema: z.core.$ZodType, at = "", seen = new Set<z.core.$ZodType>()): string[] => {
  if (seen.has(schema)) return [];
  seen.add(schema);
  const below = (child: z.core.$ZodType, key = ""): string[] => openPlaces(child, `${at}${key}`, seen);
  const def = (schema as z.ZodType).def as Definition;
  switch (def.type) {
    case "object": {
      const fields = Object.entries(def.shape).flatMap(([key, child]) => below(child, `.${key}`));
      return def.catchall === undefined
        ? [`${at} accepts unknown fields`, ...fields]
        : [...fields, ...below(def.catchall, ".*")];
    }
    case "array":
      return below(def.element, "[]");
    case "tuple":
      return [...def.items, ...(def.rest === null ? [] : [def.rest])].flatMap((item) => below(item, "[]"));
    case "record":
      return [...below(def.keyType, ".key"), ...below(def.valueType, ".*")];
    case "union":
      return def.options.flatMap((option) => below(option));
    case "optional":
    case "nullable":
    case "readonly":
      return below(def.innerType);
    case "lazy":
      return below(def.getter());
    case "string":
    case "number":
    case "boolean":
      return "coerce" in def && def.coerce ? [`${at} is coerced`] : [];
    case "literal":
    case "enum":
    case "null":
    case "never":
      return [];
    default:
      return [`${at} is of the open type ${def.type}`];
  }
};
