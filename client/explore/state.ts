import { computed, effect, signal } from "@preact/signals";
import type { NamedNetwork } from "#contract/calculators.ts";
import type { DenseDocument, NotationId } from "#contract/network.ts";
import { DocumentError, withNumberAt } from "#engine/document.ts";
import { call, type Failure } from "../api.ts";
import { numberOf } from "./document.ts";
import { compute, type Computed, stepsOf } from "./quantities.ts";

/** The well-known networks; null until they are here. */
export const networks = signal<readonly NamedNetwork[] | null>(null);
export const failure = signal<Failure | null>(null);

/** The network that is being looked at. */
export const chosen = signal<NamedNetwork | null>(null);
export const notation = signal<NotationId>("layered");
const edited = signal<DenseDocument | null>(null);

/** What stands in fields that were typed into, as it stands there. */
export const drafts = signal<Readonly<Record<string, string>>>({});

/** The quantity whose derivation is unfolded. */
export const selected = signal<string | null>(null);

/** The step of it that is shown in the picture; null shows the last one. */
export const litStep = signal<number | null>(null);

/** Unfolds the derivation of a quantity, or folds it. */
export function select(id: string | null): void {
  selected.value = id;
  litStep.value = null;
}

/** The field that holds no number, if one does. */
export const invalid = computed(() => Object.keys(drafts.value).find((path) => numberOf(drafts.value[path]!) === null));

type Result = { readonly computed: Computed | null; readonly fault: { path: string; message: string } | null };

const result = computed((): Result => {
  if (edited.value === null) return { computed: null, fault: null };
  try {
    return { computed: compute(edited.value, notation.value), fault: null };
  } catch (error) {
    if (error instanceof DocumentError) return { computed: null, fault: { path: error.path, message: error.message } };
    throw error;
  }
});

/** Why no network can be built from what was chosen. */
export const fault = computed(() => result.value.fault);

/** The quantities of the last network that could be computed. */
export const shown = signal<Computed | null>(null);
effect(() => {
  if (result.value.computed !== null) shown.value = result.value.computed;
});

/** The derivation that is unfolded. */
export const steps = computed(() =>
  shown.value === null || selected.value === null ? [] : stepsOf(shown.value, selected.value),
);

/** The document as it is chosen now, whether or not it can be computed. */
export const current = computed(() => edited.value);

/** The rows of the original network, for what its source prints. */
export const original = computed(() => (chosen.value === null ? null : compute(chosen.value.network, notation.value)));

/** Fetches the well-known networks, and opens the one asked for. */
export async function open(id: string | null): Promise<void> {
  if (networks.value === null) {
    const reply = await call("networks", {});
    failure.value = reply.ok ? null : reply.failure;
    if (!reply.ok) return;
    networks.value = reply.value.networks;
  }
  const found = networks.value.find((network) => network.id === id) ?? networks.value[0];
  if (found !== undefined && found.id !== chosen.value?.id) choose(found);
}

function choose(network: NamedNetwork): void {
  shown.value = null;
  select(null);
  drafts.value = {};
  notation.value = network.notation;
  chosen.value = network;
  edited.value = network.network;
}

/** Back to the numbers of the source. */
export function reset(): void {
  drafts.value = {};
  edited.value = chosen.value?.network ?? null;
}

/** Whether every number is the source's own. */
export const untouched = computed(() => JSON.stringify(edited.value) === JSON.stringify(chosen.value?.network));

/** Takes what is typed into a field; the network follows as soon as it is a number. */
export function type(path: string, text: string): void {
  drafts.value = { ...drafts.value, [path]: text };
  const value = numberOf(text);
  if (value !== null && edited.value !== null) edited.value = withNumberAt(edited.value, path, value);
}

/** Changes the document otherwise. */
export function change(how: (document: DenseDocument) => DenseDocument): void {
  if (edited.value !== null) edited.value = how(edited.value);
}
