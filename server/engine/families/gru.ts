import { add, call, minus, ONE, sum, times } from "../expression.ts";
import { of, sigmoid } from "../functions.ts";
import { Network } from "../network.ts";
import type { Quantity, Role } from "../quantity.ts";
import type { Family } from "./family.ts";
import {
  type Cell,
  type CellKind,
  giveCell,
  netInput,
  readOut,
  readSequence,
  type SequenceDocument,
  type SequenceShape,
} from "./sequence.ts";
import { defineRow, ofTime, products } from "./tensors.ts";

/**
 * The GRU cell: n = tanh(Wx x + bx + r (Wh h + bh)), h = (1 - u) n + u h. The rows of its weights stack the gates r, u
 * and the candidate n; it keeps the biases of x and of h apart, since r multiplies only one of them.
 */
export type GruDocument = SequenceDocument & { readonly type: "gru" };

const kind: CellKind = { blocks: 3, biases: ["bx", "bh"] };

function build(shape: SequenceShape): Network {
  const network = new Network();
  const cell = giveCell(network, shape, kind);
  let h: readonly Quantity[] = cell.h0;
  const hidden = cell.x.map((x, time) => (h = stepOf(network, cell, x, h, time)));
  readOut(network, shape, hidden);
  return network;
}

function stepOf(network: Network, cell: Cell, x: readonly Quantity[], h: readonly Quantity[], time: number) {
  const define = (role: Role, tensor: string, rule: (k: number) => Parameters<typeof add>[0], inner = false) =>
    defineRow(
      network,
      role,
      tensor,
      ofTime(time),
      h.map((_, k) => rule(k)),
      inner ? { inner } : {},
    );
  const gate = (role: Role, letter: string, block: number) => {
    const nets = define("net", `net_${letter}`, (k) => netInput(cell, block * h.length + k, x, h), true);
    return define(role, letter, (k) => call(sigmoid, nets[k]!));
  };
  const [r, u] = [gate("reset gate", "r", 0), gate("update gate", "u", 1)];
  const [bx, bh] = cell.biases as [Quantity[], Quantity[]];
  const row = (k: number) => 2 * h.length + k;
  const before = define("net", "net_h", (k) => sum([...products(cell.Wh[row(k)]!, h), bh[row(k)]!]), true);
  const ofInput = (k: number) => [...products(cell.Wx[row(k)]!, x), bx[row(k)]!];
  const nets = define("net", "net_n", (k) => sum([...ofInput(k), times(r[k]!, before[k]!)]), true);
  const n = define("candidate", "n", (k) => of.tanh(nets[k]!));
  return define("hidden state", "h", (k) => add(times(minus(ONE, u[k]!), n[k]!), times(u[k]!, h[k]!)));
}

export const gru: Family<GruDocument, SequenceShape> = { shape: (document) => readSequence(document, kind), build };
