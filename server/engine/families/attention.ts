import { expectTensors, type FamilyDocument, type LossDocument, measured } from "../document.ts";
import { call, constant, over, ZERO } from "../expression.ts";
import { of, softmax } from "../functions.ts";
import { Network } from "../network.ts";
import type { Quantity, Role } from "../quantity.ts";
import type { Family } from "./family.ts";
import { defineLoss, type LossShape, readLoss } from "./loss.ts";
import { column, defineRow, dot, giveInputs, giveMatrix, ofPosition, range } from "./tensors.ts";
import { addTraining, readTraining, type TrainingShape } from "./training.ts";

/** One head of self-attention over row vectors: softmax(Q K^T / sqrt(d_k)) V, perhaps times Wo. */
export type AttentionDocument = FamilyDocument & {
  readonly type: "attention";
  readonly config: {
    readonly scale: boolean;
    /** A row sees itself and the rows before it. */
    readonly causal: boolean;
    readonly loss: LossDocument;
  };
  readonly inputs: { readonly X: number[][] };
  readonly targets: number[][];
};

type Shape = {
  readonly rows: number;
  readonly width: number;
  readonly keys: number;
  readonly values: number;
  readonly outputs: number | undefined;
  readonly scale: boolean;
  readonly causal: boolean;
  readonly loss: LossShape;
  readonly training: TrainingShape | undefined;
};

function shape(document: AttentionDocument): Shape {
  const { config, params, inputs, targets } = document;
  const [rows, width] = measured("inputs.X", inputs.X, 2) as [number, number];
  expectTensors("inputs", inputs, { X: [rows, width] });
  const columns = (name: string) => measured(`params.${name}`, params[name], 2)[1]!;
  const [keys, values] = [columns("Wk"), columns("Wv")];
  const outputs = params["Wo"] === undefined ? undefined : columns("Wo");
  const projections = { Wq: [width, keys], Wk: [width, keys], Wv: [width, values] };
  expectTensors("params", params, { ...projections, ...(outputs === undefined ? {} : { Wo: [values, outputs] }) });
  const { scale, causal } = config;
  const loss = readLoss(config.loss, targets, rows, outputs ?? values);
  return { rows, width, keys, values, outputs, scale, causal, loss, training: readTraining(document) };
}

type Rows = readonly (readonly Quantity[])[];

function build(shaped: Shape): Network {
  const network = new Network();
  const { rows, width, keys, values, outputs } = shaped;
  const X = giveInputs(network, "X", [rows, width], ofPosition);
  const Q = project(network, X, "Wq", "query", "Q", keys);
  const K = project(network, X, "Wk", "key", "K", keys);
  const V = project(network, X, "Wv", "value", "V", values);
  const O = attend(network, shaped, Q, K, V);
  const Y = outputs === undefined ? O : project(network, O, "Wo", "output", "Y", outputs);
  defineLoss(network, shaped.loss, Y);
  if (shaped.training) addTraining(network, shaped.training);
  return network;
}

/** Every row of X times a weight matrix. */
function project(network: Network, X: Rows, name: string, role: Role, tensor: string, columns: number): Quantity[][] {
  const kind = { role: "weight", tensor: name } as const;
  const size = [X[0]!.length, columns] as const;
  const W = giveMatrix(network, `params.${name}`, kind, size, (source, unit) => ({ unit, source }));
  return X.map((x, row) => {
    const rules = range(columns).map((j) => dot(x, column(W, j)));
    return defineRow(network, role, tensor, ofPosition(row), rules);
  });
}

/** Scores, their softmax over the rows that may be seen, and the values weighted by it. */
function attend(network: Network, { causal, scale, keys }: Shape, Q: Rows, K: Rows, V: Rows): Quantity[][] {
  return Q.map((q, row) => {
    const scores = K.map((k) => (scale ? over(dot(q, k), of.sqrt(constant(keys))) : dot(q, k)));
    const S = defineRow(network, "score", "S", ofPosition(row), scores);
    const seen = causal ? S.slice(0, row + 1) : S;
    const A = defineRow(
      network,
      "attention",
      "A",
      ofPosition(row),
      seen.map((_, j) => call(softmax(j), ...seen)),
    );
    for (const j of range(S.length).slice(seen.length)) hide(network, row, j);
    const rules = V[0]!.map((_, d) => dot(A, column(V.slice(0, A.length), d)));
    return defineRow(network, "context", "O", ofPosition(row), rules);
  });
}

/** What may not be seen has weight 0, whatever the scores are. */
const hide = (network: Network, i: number, j: number): Quantity =>
  network.define(`forward.A.${i}.${j}`, { role: "constant", tensor: "A", index: [i, j], unit: j, position: [i] }, ZERO);

export const attention: Family<AttentionDocument, Shape> = { shape, build };
