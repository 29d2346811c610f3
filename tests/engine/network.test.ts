import { describe, expect, test } from "vitest";
import { problemOf } from "#engine/problem.ts";
import { isFixed } from "#engine/quantity.ts";
import { caseOf, caseOfFamily } from "./cases.ts";
import { familyTable } from "./random-families.ts";
import { always } from "./random-networks.ts";

const { network } = problemOf(caseOf("P-mazur-1").spec);

describe("a network finds its quantities by path", () => {
  test.each([
    ["params.W1.0.1", "params.W1.0.1", "weight"],
    ["inputs.X.0.1", "inputs.X.0.1", "input"],
    ["targets.0.1", "targets.0.1", "target"],
    ["forward.z1.0.0", "forward.z1.0.0", "net"],
    ["forward.a2.0.1", "forward.a2.0.1", "activation"],
    ["forward.E.0.1", "forward.E.0.1", "error"],
    ["loss", "loss", "loss"],
    ["forward.loss_per_sample.0", "loss", "loss"],
    ["grads.W1.0.0", "grads.W1.0.0", "weight"],
    ["grads.b1", "grads.b1", "bias"],
    ["grads.X.0.0", "grads.X.0.0", "input"],
    ["grads.a1.0.0", "grads.a1.0.0", "activation"],
    ["deltas.z2.0.1", "deltas.z2.0.1", "net"],
    ["updated.W2.1.1", "updated.W2.1.1", "weight"],
    ["loss_after", "after.loss", "loss"],
    ["optimizer.lr", "optimizer.lr", "setting"],
  ])("%s", (path, id, role) => {
    expect(network.find(path)).toMatchObject({ id, role });
  });

  test.each([
    "",
    "W1.0.0",
    "params.W1",
    "params.W1.2.0",
    "params.W3.0.0",
    "forward.z1.1.0",
    "forward.z1.0.0.0",
    "deltas.a1.0.0",
    "updated.X.0.0",
    "updated.a1.0.0",
    "grads",
    "grads.",
    "constructor",
    "loss.0",
  ])("nothing at %j", (path) => {
    expect(network.find(path)).toBeUndefined();
  });

  test("nothing is updated where nothing is trained", () => {
    const { optimizer: _, ...untrained } = caseOf("P-mazur-1").spec;
    const found = ["loss_after", "updated.W1.0.0"].map((path) => problemOf(untrained).network.find(path));
    expect(found).toEqual([undefined, undefined]);
  });

  test("the same path is the same quantity", () => {
    expect(network.find("grads.W1.0.0")).toBe(network.find("grads.W1.0.0"));
    expect(network.find("updated.W1.0.0")).toBe(network.later(network.find("params.W1.0.0")!));
  });

  test("steps of the training are counted in the path, up to the last", () => {
    const { spec } = caseOf("P-mazur-1");
    const long = problemOf({ ...spec, optimizer: { ...spec.optimizer!, steps: 10_000 } }).network;
    expect(long.lossAfter.id).toBe("after.10000.loss");
    for (const id of ["after.10000.loss", "after.2.loss", "after.2.grads.W1.0.0", "after.updated.W1.0.0"])
      expect(long.find(id)?.id).toBe(id);
    expect(long.find("after.10000.loss")).toBe(long.find("loss_after"));
    expect(long.find("after.after.loss")).toBe(long.find("after.2.loss"));
    expect(["after.10001.loss", "after.0.loss", "after.2", "after.2.2.loss."].map((path) => long.find(path))).toEqual(
      Array.from({ length: 4 }, () => undefined),
    );
  });
});

describe.each(familyTable)("the quantities of %s", (_type, documents) => {
  test("have paths of their own, also their gradients and what an update makes of them", () => {
    always(documents, 50, (document) => {
      const drawn = problemOf(document).network;
      const all = [...drawn.leaves, ...drawn.forward];
      const moving = all.filter((q) => !isFixed(q) || q.role === "input");
      const found = [...all, ...moving.map((q) => drawn.gradient(q)), ...all.map((q) => drawn.later(q))];
      expect(new Set(found.map((q) => q.id)).size).toBe(new Set(found).size);
      const asked = moving.filter((q) => /^(params|forward|inputs)\./.test(q.id)).map((q) => drawn.gradient(q));
      for (const q of [...all, ...asked]) expect(drawn.find(q.id)).toBe(q);
    });
  });
});

describe("where several tensors stand at the same places", () => {
  const rnn = problemOf(caseOfFamily("D-rnn_bptt-003", "rnn")).network;
  const embedding = problemOf({
    ...caseOfFamily("D-embedding-001", "embedding"),
    config: {
      ids: [[0, 1]],
      combine: "sum",
      loss: { name: "half_squared", output_reduction: "sum", batch_reduction: "sum" },
    },
    targets: [[0, 1, 0]],
  }).network;

  test("a role alone does not say which is meant, a quantity of the tensor does", () => {
    const w = rnn.find("params.Wh.0.1")!;
    expect(rnn.at("weight", { unit: 0, source: 1 })).toBeUndefined();
    expect(rnn.sibling(w, { unit: 1, source: 0 })).toBe(rnn.find("params.Wh.1.0"));
    expect(rnn.sibling(w, { unit: 7 })).toBeUndefined();
  });

  test("an error E and a table E have gradients apart, the short path being the table's", () => {
    const error = embedding.find("grads.forward.E.0.1")!;
    expect(error.derived!.of.role).toBe("error");
    expect(embedding.find("grads.E.0.1")!.derived!.of.role).toBe("weight");
    expect(embedding.gradient(embedding.find("forward.E.0.1")!)).toBe(error);
  });
});
