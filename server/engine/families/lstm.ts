import { add, call, times } from "../expression.ts";
import { of, sigmoid } from "../functions.ts";
import { Network } from "../network.ts";
import type { Quantity, Role } from "../quantity.ts";
import type { Family } from "./family.ts";
import {
  type Cell,
  type CellKind,
  giveCell,
  giveState,
  netInput,
  readOut,
  readSequence,
  type SequenceDocument,
  type SequenceShape,
} from "./sequence.ts";
import { defineRow, ofTime } from "./tensors.ts";

/** The LSTM cell: c = f c + i g, h = o tanh(c). The rows of its weights stack the gates i, f, g, o. */
export type LstmDocument = SequenceDocument & {
  readonly type: "lstm";
  readonly inputs: { readonly c0: number[] };
};

const kind: CellKind = { blocks: 4, biases: ["b"], states: ["c0"] };
const gates: readonly (readonly [letter: string, role: Role])[] = [
  ["i", "input gate"],
  ["f", "forget gate"],
  ["g", "candidate"],
  ["o", "output gate"],
];

type State = { readonly h: readonly Quantity[]; readonly c: readonly Quantity[] };

function build(shape: SequenceShape): Network {
  const network = new Network();
  const cell = giveCell(network, shape, kind);
  let state: State = { h: cell.h0, c: giveState(network, "c0", shape.units) };
  const hidden = cell.x.map((x, time) => (state = stepOf(network, cell, x, state, time)).h);
  readOut(network, shape, hidden);
  return network;
}

function stepOf(network: Network, cell: Cell, x: readonly Quantity[], { h, c }: State, time: number): State {
  const [i, f, g, o] = gates.map(([letter, role], block) => {
    const rows = c.map((_, k) => netInput(cell, block * c.length + k, x, h));
    const nets = defineRow(network, "net", `net_${letter}`, ofTime(time), rows, { inner: true });
    const values = nets.map((net) => (role === "candidate" ? of.tanh(net) : call(sigmoid, net)));
    return defineRow(network, role, letter, ofTime(time), values);
  }) as [Quantity[], Quantity[], Quantity[], Quantity[]];
  const memories = c.map((before, k) => add(times(f[k]!, before), times(i[k]!, g[k]!)));
  const now = defineRow(network, "cell", "c_t", ofTime(time), memories);
  const shown = now.map((q, k) => times(o[k]!, of.tanh(q)));
  return { h: defineRow(network, "hidden state", "h", ofTime(time), shown), c: now };
}

export const lstm: Family<LstmDocument, SequenceShape> = { shape: (document) => readSequence(document, kind), build };
