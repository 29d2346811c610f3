/** A document that no network can be built from; `path` names the field at fault. */
export class DocumentError extends Error {
  readonly path: string;
  constructor(path: string, message: string) {
    super(message);
    this.name = "DocumentError";
    this.path = path;
  }
}

/** Numbers in nested lists, all lists of one level equally long. */
export type Tensor = number | Tensor[];
export type Constants = Record<string, number>;

export type LossDocument = {
  readonly name: string;
  readonly output_reduction: "sum" | "mean";
  readonly batch_reduction: "sum" | "mean";
  readonly params?: Constants | undefined;
};

export type OptimizerDocument = {
  readonly name: string;
  readonly lr: number;
  readonly steps?: number | undefined;
  readonly frozen?: string[] | undefined;
  readonly weight_decay?: number | undefined;
  readonly momentum?: number | undefined;
  readonly alpha?: number | undefined;
  readonly rho?: number | undefined;
  readonly beta1?: number | undefined;
  readonly beta2?: number | undefined;
  readonly eps?: number | undefined;
  readonly lr_decay?: number | undefined;
  readonly momentum_decay?: number | undefined;
  readonly centered?: boolean | undefined;
};

/** What the documents of all families have in common: a network as data, from exact decimal numbers. */
export type FamilyDocument = {
  readonly type: string;
  readonly params: Readonly<Record<string, Tensor | undefined>>;
  readonly optimizer?: OptimizerDocument | undefined;
  /** Ask for exact fractions beside the decimals. */
  readonly rational?: boolean | undefined;
  /** A remark of the reference cases that an input sits on a kink; the slope there is the table's in any case. */
  readonly kink_convention?: boolean | undefined;
  readonly gradcheck?: GradientCheckDocument | undefined;
};

export type GradientCheckDocument = {
  readonly param: string;
  readonly index: number[];
  readonly h: number;
  readonly scheme: "forward" | "central" | "backward";
};

/** The number at a dotted path of the document, as it is written; undefined where there is none. */
export function numberAt(document: FamilyDocument, path: string): number | undefined {
  let at: unknown = document;
  for (const key of path.split(".")) {
    if (typeof at !== "object" || at === null) return undefined;
    at = (at as Record<string, unknown>)[key];
  }
  return typeof at === "number" ? at : undefined;
}

/** The same document with another number at a dotted path. */
export function withNumberAt<D extends FamilyDocument>(document: D, path: string, value: number): D {
  const copy = structuredClone(document);
  const keys = path.split(".");
  const last = keys.pop()!;
  let at = copy as unknown as Record<string, unknown>;
  for (const key of keys) at = at[key] as Record<string, unknown>;
  at[last] = value;
  return copy;
}

/** The dimensions of a tensor: [] for a number, [3] for a list, [2, 3] for a matrix; refuses ragged rows. */
export function dimensions(path: string, tensor: Tensor): readonly number[] {
  if (typeof tensor === "number") return [];
  const first = tensor[0];
  if (typeof first !== "object") return [tensor.length];
  const ragged = (tensor as Tensor[][]).findIndex((row) => !Array.isArray(row) || row.length !== first.length);
  if (ragged >= 0) throw new DocumentError(`${path}.${ragged}`, "every row must have the same length");
  const inner = dimensions(`${path}.0`, first);
  if (inner.length > 1) tensor.forEach((row, i) => expectDimensions(`${path}.${i}`, row, inner));
  return [tensor.length, ...inner];
}

/** Refuses a constant that nothing reads, such as a misspelt one, instead of leaving it out in silence. */
export function expectKnown(path: string, given: Constants | undefined, known: Constants | undefined): void {
  const stray = Object.keys(given ?? {}).find((name) => !Object.hasOwn(known ?? {}, name));
  if (stray !== undefined) throw new DocumentError(`${path}.${stray}`, "is not a constant of this function");
}

/** Refuses a tensor that is missing or has other dimensions than the layers ask for. */
export function expectDimensions(path: string, tensor: Tensor | undefined, expected: readonly number[]): void {
  if (tensor === undefined) throw new DocumentError(path, "is missing");
  const found = dimensions(path, tensor);
  if (found.join("x") !== expected.join("x")) {
    const name = (d: readonly number[]) => (d.length === 0 ? "one number" : d.join(" x "));
    throw new DocumentError(path, `must be ${name(expected)}, but is ${name(found)}`);
  }
}

/** Refuses named tensors that are missing, have other dimensions than expected, or are not expected at all. */
export function expectTensors(
  path: string,
  tensors: Readonly<Record<string, Tensor | undefined>>,
  expected: Readonly<Record<string, readonly number[]>>,
): void {
  for (const [name, size] of Object.entries(expected)) expectDimensions(`${path}.${name}`, tensors[name], size);
  const stray = Object.keys(tensors).find((name) => tensors[name] !== undefined && !Object.hasOwn(expected, name));
  if (stray !== undefined) throw new DocumentError(`${path}.${stray}`, "this network has no use for it");
}

/** The dimensions of a named tensor that the others are measured by; every one of them at least 1. */
export function measured(path: string, tensor: Tensor | undefined, rank: number): readonly number[] {
  if (tensor === undefined) throw new DocumentError(path, "is missing");
  const found = dimensions(path, tensor);
  if (found.length !== rank || found.includes(0))
    throw new DocumentError(path, `must have ${rank} dimension${rank === 1 ? "" : "s"}, none of them 0`);
  return found;
}
