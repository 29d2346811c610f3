import type { FamilyDocument } from "../document.ts";
import type { Network } from "../network.ts";

/** What a family adds: how a document's shape is read and checked, and how the graph of a shape is built. */
export type Family<D extends FamilyDocument, Shape> = {
  readonly shape: (document: D) => Shape;
  readonly build: (shape: Shape) => Network;
};
