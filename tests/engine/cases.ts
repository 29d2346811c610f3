import { readFileSync } from "node:fs";
import { join } from "node:path";
import { families, type NetworkDocument } from "#engine/families/index.ts";
import type { DenseDocument } from "#engine/families/dense-shape.ts";
import type { CalculateInput } from "#quiz/calculators.ts";

/** Numbers (or fractions as strings) in nested lists and records, null where there is no such number. */
export type Tree = number | string | null | readonly Tree[] | { readonly [key: string]: Tree };

export type TrainingLog = Readonly<Record<string, Tree>> & { readonly weights: readonly number[] };

export type ReferenceCase<D extends NetworkDocument = DenseDocument> = {
  readonly id: string;
  readonly spec: D;
  readonly expected: { readonly [key: string]: Tree } & {
    readonly trajectory?: readonly { readonly t: number; readonly loss_before: number; readonly params_after: Tree }[];
  };
};

export type PublishedCase<D extends NetworkDocument = DenseDocument> = ReferenceCase<D> & {
  readonly published: readonly {
    readonly path: string;
    readonly printed: string;
    readonly tolerance: number;
    readonly agrees: boolean;
  }[];
  readonly extra?: Readonly<Record<string, number>>;
};

type PublishedTraining = Pick<PublishedCase, "id" | "published"> & {
  readonly extra: { readonly training: Readonly<Record<string, TrainingLog>> };
};

export type MistakeCase = { readonly id: string; readonly spec: NetworkDocument; readonly wrong: Record<string, Tree> };

export type ReferenceMistake = {
  readonly id: string;
  readonly priority: number;
  /** Whether its wrong numbers can be worked out for any network that has the place. */
  readonly executable: boolean;
  readonly name_en: string;
  readonly name_zh: string;
  readonly remedy_en: string;
  readonly remedy_zh: string;
};

/** One of the files of `tests/reference`. */
export function reference(file: string): unknown {
  return JSON.parse(readFileSync(join(import.meta.dirname, "../reference", file), "utf8"));
}

type Cases<C> = { readonly cases: readonly C[] };
type Typed = { readonly spec: { readonly type: string } };
const dense = <C extends { readonly spec: { readonly type: string } }>({ cases }: Cases<C>): C[] =>
  cases.filter(({ spec }) => spec.type === "dense");

/** The types that the reference describes in fields of their own, not by forward values and gradients. */
const OWN_FIELDS: ReadonlySet<string> = new Set([
  "optim_quad",
  "optim_seq",
  "pointwise_activation",
  "pointwise_loss",
  "clip",
  "complexity",
  "init",
  "lr_schedule",
]);

/** The cases of every other family that the engine has. */
const ofOtherFamilies = <C extends Typed>({ cases }: Cases<C>): C[] =>
  cases.filter(({ spec: { type } }) => type !== "dense" && !OWN_FIELDS.has(type) && Object.hasOwn(families, type));

const withOwnFields = <C extends Typed>({ cases }: Cases<C>): C[] =>
  cases.filter(({ spec: { type } }) => OWN_FIELDS.has(type));

export const familyCases = ofOtherFamilies(reference("dev.json") as Cases<ReferenceCase<NetworkDocument>>);
export const publishedFamilyCases = ofOtherFamilies(
  reference("published.json") as Cases<PublishedCase<NetworkDocument>>,
);

/** The paths of optimizers, over given gradients or over a bowl. */
export const optimizerCases = (reference("dev.json") as Cases<ReferenceCase<NetworkDocument>>).cases.filter(
  ({ spec: { type } }) => type === "optim_seq" || type === "optim_quad",
);

/** A case whose answer is a record of its own. */
export type CalculatorCase = {
  readonly id: string;
  readonly spec: CalculateInput["network"];
  readonly expected: { readonly [key: string]: Tree };
};
export const calculatorCases = withOwnFields(reference("dev.json") as Cases<CalculatorCase>);
export const publishedCalculatorCases = withOwnFields(
  reference("published.json") as Cases<CalculatorCase & Pick<PublishedCase, "published">>,
);

export const devCases = dense(reference("dev.json") as Cases<ReferenceCase>);
export const publishedCases = dense(reference("published.json") as Cases<PublishedCase>);
export const mistakeCases = (reference("misconception_cases.json") as Cases<MistakeCase>).cases;

/** The printed table of a training run, which is no network of its own. */
export const publishedTraining = (reference("published.json") as Cases<PublishedTraining>).cases.find(
  ({ id }) => id === "P-mazur-10000",
)!;

/** What the reference says of every mistake, by its id. */
export const referenceMistakes: ReadonlyMap<string, ReferenceMistake> = new Map(
  (reference("misconceptions.json") as { readonly items: readonly ReferenceMistake[] }).items.map((item) => [
    item.id,
    item,
  ]),
);

export function caseOf(id: string): ReferenceCase {
  const found = [...devCases, ...publishedCases].find((c) => c.id === id);
  if (!found) throw new Error(`no dense case ${id}`);
  return found;
}

/** The document of a case of another family. */
export function caseOfFamily<T extends NetworkDocument["type"]>(id: string, type: T) {
  const found = familyCases.find((c) => c.id === id)?.spec;
  if (found?.type !== type) throw new Error(`no ${type} case ${id}`);
  return found as Extract<NetworkDocument, { readonly type: T }>;
}

/** The leaves of a tree with their dotted paths. */
export function leavesOf(tree: Tree, path = ""): (readonly [string, number | string | null])[] {
  if (typeof tree !== "object" || tree === null) return [[path, tree]];
  return Object.entries(tree).flatMap(([key, value]) => leavesOf(value, path === "" ? key : `${path}.${key}`));
}

/** Equal as float64 results are compared: relative 1e-9 or absolute 1e-12. */
export const agree = (got: number | undefined, want: number): boolean =>
  got !== undefined && Math.abs(got - want) <= Math.max(1e-12, 1e-9 * Math.abs(want));
