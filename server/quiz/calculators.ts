import { derive } from "#engine/derive.ts";
import { DocumentError } from "#engine/document.ts";
import type { NetworkDocument } from "#engine/families/index.ts";
import { type FormulaDocument, isFormula } from "#engine/formulas/index.ts";
import { notations, type NotationId } from "#engine/notation/index.ts";
import { type Problem, problemOf } from "#engine/problem.ts";
import { type Quantity, updatesBefore } from "#engine/quantity.ts";
import { acceptance } from "./acceptance.ts";
import type { Bilingual } from "./bilingual.ts";
import type { Diagnosis } from "./diagnose.ts";
import type { Step } from "./explain.ts";
import { worded, type WordedExplanation } from "./named-mistakes.ts";
import { isUnreadable, readNumber } from "./number.ts";
import { score } from "./score.ts";
import { formulaFields, ownFields } from "./own-fields.ts";
import { type ReferenceFields, referenceFields } from "./reference-fields.ts";

export type DeriveInput = {
  readonly network: NetworkDocument;
  readonly ask?: readonly string[] | undefined;
  readonly notation?: NotationId | undefined;
};

export type CalculateInput = Omit<DeriveInput, "network"> & { readonly network: NetworkDocument | FormulaDocument };

export type DeriveOutput = ReferenceFields & { derivations: { quantity: string; steps: Step[] }[] };

/** A derivation through more updates than this is longer than anybody reads, and long to work out. */
const MOST_UPDATES = 4;

/** Every quantity of a network, and the derivation of those asked for. Throws `DocumentError`. */
export function deriveDocument(input: DeriveInput): DeriveOutput {
  const problem = problemOf(input.network);
  const derivations = derivationsOf(problem, input);
  return { ...referenceFields(problem), derivations };
}

/** The answer to any document, in the fields that the reference format has for its type. Throws `DocumentError`. */
export function calculate({ network: document, ...asked }: CalculateInput) {
  if (!isFormula(document)) return calculateNetwork({ network: document, ...asked });
  if (asked.ask?.length) throw new DocumentError("ask.0", "a closed formula has no quantities to derive");
  return { ...formulaFields(document), derivations: [] };
}

function calculateNetwork(input: DeriveInput) {
  const problem = problemOf(input.network);
  const fields = ownFields(problem);
  return fields ? { ...fields, derivations: derivationsOf(problem, input) } : deriveDocument(input);
}

function derivationsOf(problem: Problem, { ask = [], notation = "layered" }: DeriveInput): DeriveOutput["derivations"] {
  const asked = ask.map((path, i) => nearQuantity(problem, path, `ask.${i}`));
  return asked.map((q, i) => ({
    quantity: ask[i]!,
    steps: derive(problem, problem.model.right, q, notations[notation]),
  }));
}

function findQuantity({ network }: Problem, path: string, field: string): Quantity {
  const q = network.find(path);
  if (!q) throw new DocumentError(field, `this network has no quantity "${path}"`);
  return q;
}

function nearQuantity(problem: Problem, path: string, field: string): Quantity {
  const q = findQuantity(problem, path, field);
  if (updatesBefore(q) <= MOST_UPDATES) return q;
  throw new DocumentError(field, `"${path}" comes after more than ${MOST_UPDATES} updates`);
}

export type DiagnoseInput = { readonly network: NetworkDocument; readonly quantity: string; readonly answer: string };

export type DiagnoseOutput = {
  readonly verdict: "right" | "wrong" | "unreadable";
  accepted: [number, number] | null;
  readonly value: number | null;
  readonly certainty: Diagnosis["certainty"];
  mistakes: WordedExplanation[];
  reason?: Bilingual;
  position?: number;
};

/** Judges an answer about any network and names the mistake behind it. Throws `DocumentError`. */
export function diagnoseDocument({ network: document, quantity, answer }: DiagnoseInput): DiagnoseOutput {
  const problem = problemOf(document);
  const find = quantity === "loss_after" ? findQuantity : nearQuantity;
  const asked = find(problem, quantity, "quantity");
  const right = acceptance(problem, asked);
  if (!right) throw new DocumentError("quantity", `"${quantity}" has no finite value here`);
  const read = readNumber(answer);
  if (isUnreadable(read))
    return { verdict: "unreadable", accepted: null, value: null, certainty: "none", mistakes: [], ...read };
  const { verdict, certainty, mistakes: found } = score(problem, asked, right, read);
  return {
    verdict,
    accepted: [right.low, right.high],
    value: read.value,
    certainty,
    mistakes: found.map(worded(problem.network)),
  };
}
