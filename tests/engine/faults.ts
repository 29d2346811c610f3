import { DocumentError } from "#engine/document.ts";
import type { NetworkDocument } from "#engine/families/index.ts";
import { problemOf } from "#engine/problem.ts";

/** A document with the part at a path replaced; undefined removes it. */
export function withPart(document: NetworkDocument, path: string, value: unknown): NetworkDocument {
  const copy = structuredClone(document) as unknown as Record<string, unknown>;
  const keys = path.split(".");
  const last = keys.pop()!;
  const inside = keys.reduce((at, key) => at[key] as Record<string, unknown>, copy);
  if (value === undefined) delete inside[last];
  else inside[last] = value;
  return copy as unknown as NetworkDocument;
}

/** The path and the message of what is wrong with a document, or "none". */
export function faultOf(document: NetworkDocument): string {
  try {
    problemOf(document);
  } catch (error) {
    if (error instanceof DocumentError) return `${error.path}: ${error.message}`;
    throw error;
  }
  return "none";
}
