import type { DenseDocument } from "#contract/network.ts";
import { isUnreadable, readNumber } from "#quiz/number.ts";

/** The document with another activation function in a layer; the old one's constants go with it. */
export function withActivation(document: DenseDocument, layer: number, activation: string): DenseDocument {
  const layers = document.config.layers.map((one, i) => {
    if (i !== layer) return one;
    const { params: _, ...kept } = one;
    return { ...kept, activation };
  });
  return { ...document, config: { ...document.config, layers } };
}

/** The document with another loss. */
export function withLoss(document: DenseDocument, name: string): DenseDocument {
  const { params: _, ...kept } = document.config.loss;
  return { ...document, config: { ...document.config, loss: { ...kept, name } } };
}

/** The number that a text stands for, read as answers are; null when it stands for none. */
export function numberOf(text: string): number | null {
  const read = readNumber(text);
  return isUnreadable(read) ? null : read.value;
}
