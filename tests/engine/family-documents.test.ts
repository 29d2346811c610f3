import { expect, test } from "vitest";
import type { NetworkDocument } from "#engine/families/index.ts";
import { familyCases } from "./cases.ts";
import { faultOf, withPart } from "./faults.ts";

/** The document of a case with the part at a path replaced. */
const changed = (id: string, path: string, value: unknown): NetworkDocument =>
  withPart(familyCases.find((c) => c.id === id)!.spec, path, value);

test.each<[id: string, path: string, value: unknown, fault: string]>([
  ["D-batchnorm-004", "inputs.X", [], "inputs.X: must have 2 dimensions, none of them 0"],
  ["D-batchnorm-004", "inputs.X", [[1], [2, 3], [4]], "inputs.X.1: every row must have the same length"],
  ["D-batchnorm-004", "params.beta", undefined, "params.beta: is missing"],
  ["D-batchnorm-004", "params.gamma", [1, 2], "params.gamma: must be 1, but is 2"],
  ["D-batchnorm-004", "params.delta", [1], "params.delta: this network has no use for it"],
  ["D-batchnorm-004", "config.running_var", undefined, "config.running_var: is missing"],
  ["D-batchnorm-004", "config.upstream", undefined, "config: needs an upstream, or a loss and targets"],
  ["D-batchnorm-004", "config.upstream", [[1]], "config.upstream: must be 3 x 1, but is 1 x 1"],
  ["D-batchnorm-001", "config.activation", "sine", 'config.activation: unknown activation function "sine"'],
  ["D-batchnorm-001", "config.loss.name", "cubic", 'config.loss.name: unknown loss "cubic"'],
  ["D-rmsnorm-001", "params.beta", [1, 2, 3, 4], "params.beta: this network has no use for it"],
  ["D-softmax_jacobian-001", "config.upstream", [1], "config.upstream: must be 4, but is 1"],
  ["D-rnn_bptt-003", "params.Wh", [[1]], "params.Wh: must be 2 x 2, but is 1 x 1"],
  ["D-rnn_bptt-003", "params.V", undefined, "params.V: is missing"],
  ["D-rnn_bptt-003", "targets", [[1]], "targets: must be 1 x 3, but is 1 x 1"],
  ["D-rnn_bptt-003", "config.output", "first", 'config.output: must be "last" or "all"'],
  ["D-rnn_bptt-003", "config.detach_before", [1, 4], "config.detach_before.1: there is no such step"],
  ["D-rnn_bptt-003", "optimizer.frozen", ["W9"], 'optimizer.frozen: there is no parameter "W9"'],
  ["D-lstm-002", "inputs.c0", [1], "inputs.c0: must be 2, but is 1"],
  ["D-lstm-002", "params.Wx", [[1], [2]], "params.Wx: must be 8 x 1, but is 2 x 1"],
  ["D-gru-001", "params.bh", undefined, "params.bh: is missing"],
  ["D-attention-003", "params.Wq", [[1], [2], [3]], "params.Wq: must be 3 x 2, but is 3 x 1"],
  ["D-attention-003", "params.Wo", undefined, "targets: must be 2 x 2, but is 2 x 3"],
  ["D-embedding-001", "config.ids", [], "config.ids: needs at least one sample"],
  ["D-embedding-001", "config.ids", [[0, 6]], "config.ids.0: needs numbers from 0 to 5"],
  ["D-embedding-001", "config.ids", [[]], "config.ids.0: needs numbers from 0 to 5"],
  [
    "D-tied_weights-002",
    "params.W_dec",
    [[1, 2]],
    "params.W_dec: must hold the same numbers as W_enc: the weights are tied",
  ],
  ["D-graph-001", "config.nodes", [], "config.nodes: needs at least one node"],
  ["D-graph-001", "config.nodes.0.name", "y", "config.nodes: every input needs its own name"],
  [
    "D-graph-001",
    "config.nodes.0.name",
    "loss",
    'config.nodes.0.name: must be another than "loss", which is the last node',
  ],
  ["D-graph-001", "config.nodes.2.args", [0, 2], "config.nodes.2.args.1: must be the number of an earlier node"],
  ["D-graph-001", "config.nodes.2.args", [0], "config.nodes.2.args: must be as many as the operation takes: 2"],
  ["D-graph-001", "config.nodes.2.op", "sin", 'config.nodes.2.op: unknown operation "sin"'],
  ["D-graph-001", "inputs.y", undefined, "inputs.y: is missing"],
  ["D-conv1d-001", "params.W", [[[1, 2, 3, 4, 5, 6, 7, 8]]], "params.W: is larger than what it slides over"],
  ["D-conv2d-003", "config.pool.size", 5, "config.pool: is larger than what it slides over"],
  ["D-conv2d-003", "config.upstream", [[[1]], [[2]]], "config.upstream: must be 2 x 2 x 3, but is 2 x 1 x 1"],
  [
    "D-conv2d-003",
    "inputs.X",
    [
      [
        [1, 2],
        [3, 4],
      ],
      [[1, 2], [3]],
    ],
    "inputs.X.1.1: every row must have the same length",
  ],
])("%s with %s = %j", (id, path, value, fault) => {
  expect(faultOf(changed(id, path, value))).toBe(fault);
});

test.each(familyCases)("$id has no fault", ({ spec }) => {
  expect(faultOf(spec)).toBe("none");
});
