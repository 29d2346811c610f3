import type { NetworkDocument } from "#contract/network.ts";

type Json = string | number | boolean | null | undefined | readonly Json[] | { readonly [key: string]: Json };

/** The document with one number replaced; the path runs through objects and lists alike. */
export function withNumber(document: NetworkDocument, path: string, value: number): NetworkDocument {
  return replaced(document, path.split("."), value) as NetworkDocument;
}

function replaced(at: Json, [key, ...rest]: readonly string[], value: number): Json {
  if (key === undefined) return value;
  if (Array.isArray(at)) return at.map((part: Json, i) => (String(i) === key ? replaced(part, rest, value) : part));
  const record = (at ?? {}) as { readonly [key: string]: Json };
  return { ...record, [key]: replaced(record[key], rest, value) };
}

/** The document with another activation function in a layer; the old one's constants go with it. */
export function withActivation(document: NetworkDocument, layer: number, activation: string): NetworkDocument {
  const layers = document.config.layers.map((one, i) => {
    if (i !== layer) return one;
    const { params: _, ...kept } = one;
    return { ...kept, activation };
  });
  return { ...document, config: { ...document.config, layers } };
}

/** The document with another loss. */
export function withLoss(document: NetworkDocument, name: string): NetworkDocument {
  const { params: _, ...kept } = document.config.loss;
  return { ...document, config: { ...document.config, loss: { ...kept, name } } };
}

/** The number that a text stands for; null when it stands for none. */
export function numberOf(text: string): number | null {
  const plain = text.trim().replaceAll("\u2212", "-");
  if (!/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(plain)) return null;
  const value = Number(plain);
  return Number.isFinite(value) ? value : null;
}
