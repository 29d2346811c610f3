import type { NetworkDocument } from "../document.ts";
import type { Network } from "../network.ts";
import { denseNetwork } from "./dense.ts";
import { denseShape } from "./dense-shape.ts";

/** What a family adds: how a document's shape is read and checked, and how the graph of a shape is built. */
type Family<Shape> = {
  readonly shape: (document: NetworkDocument) => Shape;
  readonly build: (shape: Shape) => Network;
};

const family =
  <Shape>(f: Family<Shape>) =>
  (document: NetworkDocument): { key: string; build: () => Network } => {
    const shape = f.shape(document);
    return { key: JSON.stringify(shape), build: () => f.build(shape) };
  };

/** Every family; a network document names one as its type. */
export const families = {
  dense: family({ shape: denseShape, build: denseNetwork }),
} satisfies Record<NetworkDocument["type"], (document: NetworkDocument) => { key: string; build: () => Network }>;
