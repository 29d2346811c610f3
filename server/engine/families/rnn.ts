import type { ActivationId } from "../activations.ts";
import { DocumentError } from "../document.ts";
import { Network } from "../network.ts";
import type { Quantity } from "../quantity.ts";
import { activated, readActivation } from "./elementwise.ts";
import type { Family } from "./family.ts";
import {
  type CellKind,
  giveCell,
  netInput,
  readOut,
  readSequence,
  type SequenceDocument,
  type SequenceShape,
} from "./sequence.ts";
import { defineRow, ofTime } from "./tensors.ts";

/** The plain recurrent cell h = f(Wx x + Wh h + b). */
export type RnnDocument = SequenceDocument & {
  readonly type: "rnn";
  readonly config: {
    readonly activation: string;
    /** The steps (from 0) before which the state is detached: truncated backpropagation through time. */
    readonly detach_before?: number[] | undefined;
  };
};

type Shape = SequenceShape & { readonly activation: ActivationId; readonly detached: readonly number[] };

const kind: CellKind = { blocks: 1, biases: ["b"] };

function shape(document: RnnDocument): Shape {
  const sequence = readSequence(document, kind);
  const { activation, detach_before: detached = [] } = document.config;
  const stray = detached.findIndex((t) => !Number.isInteger(t) || t < 0 || t >= sequence.steps);
  if (stray >= 0) throw new DocumentError(`config.detach_before.${stray}`, "there is no such step");
  return { ...sequence, activation: readActivation(activation), detached };
}

function build(shaped: Shape): Network {
  const network = new Network();
  const cell = giveCell(network, shaped, kind);
  let h: readonly Quantity[] = cell.h0;
  const hidden = cell.x.map((x, time) => {
    if (shaped.detached.includes(time)) h = detach(network, h, time);
    const nets = cell.Wx.map((_, k) => netInput(cell, k, x, h));
    const z = defineRow(network, "net", "z", ofTime(time), nets);
    const values = z.map((net) => activated(network, shaped.activation, net));
    h = defineRow(network, "activation", "h", ofTime(time), values);
    return h;
  });
  readOut(network, shaped, hidden);
  return network;
}

/** The same values, through which no gradient goes back. */
const detach = (network: Network, h: readonly Quantity[], time: number): Quantity[] =>
  h.map((q, unit) => {
    const described = { role: "detached", tensor: "hbar", index: [time, unit], unit, time } as const;
    return network.define(`forward.hbar.${time}.${unit}`, { ...described, inner: true }, q);
  });

export const rnn: Family<RnnDocument, Shape> = { shape, build };
