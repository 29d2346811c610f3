import { availableParallelism } from "node:os";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { deriveRequest, networkResponse } from "#contract/calculators.ts";
import type { Input } from "#contract/route.ts";
import type { Routes } from "#contract/routes.ts";
import { namedNetworks } from "../../seeds/networks/index.ts";
import { startCompute } from "../../server/http/compute/pool.ts";
import { calculatorCases, familyCases } from "../engine/cases.ts";
import { learner, wholeServer } from "./learner.ts";
import type { Learner } from "./learner.ts";

const oneOfEachFamily = [...new Map(familyCases.map((c) => [c.spec.type, c])).values()];
const oneOfEachCalculator = [...new Map(calculatorCases.map((c) => [c.spec.type, c])).values()];

type Network = Extract<Input<Routes["derive"], "body">["network"], { type: "dense" }>;

let server: Awaited<ReturnType<typeof wholeServer>>;
let anybody: Learner;
beforeAll(async () => {
  server = await wholeServer({ compute: startCompute(Math.min(2, availableParallelism())) });
  anybody = learner(server.app);
});
afterAll(async () => {
  await server.close();
  await server.context.compute.close();
});

/** The tutorial's 2-2-2 network, as a fresh copy. */
const tutorial = (): Network => {
  const found = namedNetworks.find(({ id }) => id === "S4");
  if (found === undefined) throw new Error("S4 is missing.");
  return structuredClone(found.network);
};

const trained = (steps: number): Network => {
  const network = tutorial();
  return { ...network, optimizer: { name: "sgd", lr: 0.5, ...network.optimizer, steps } };
};

const wide = (units: number): Network => ({
  ...tutorial(),
  config: {
    layers: [{ activation: "sigmoid", bias: "none" }],
    loss: { name: "half_squared", output_reduction: "sum", batch_reduction: "mean" },
  },
  params: { W1: Array.from({ length: units }, () => Array.from({ length: units }, () => 0.1)) },
  inputs: { X: [Array.from({ length: units }, () => 1)] },
  targets: [Array.from({ length: units }, () => 0)],
});

describe("derive", () => {
  test("answers anybody's network, and the derivation of what is asked", async () => {
    const body = { network: tutorial(), ask: ["grads.W1.0.0"], notation: "mazur" } as const;
    const reply = await anybody.call("derive", { body: { ...body, ask: [...body.ask] } });
    const { loss_after, derivations, grads } = networkResponse.parse(reply);
    expect(loss_after).toBeCloseTo(0.29102777369359933, 15);
    expect(grads["W1"]).toMatchObject([
      [expect.closeTo(0.00043856773447434674, 15), expect.anything()],
      expect.anything(),
    ]);
    expect(derivations).toMatchObject([{ quantity: "grads.W1.0.0" }]);
    expect(derivations[0]?.steps.at(-1)?.value).toBeCloseTo(0.00043856773447434674, 15);
  });

  test("names the field that is wrong", async () => {
    const network = tutorial();
    const wrong: [string, object][] = [
      [
        "network.config.layers.0.activation",
        { network: { ...network, config: { ...network.config, layers: [{ activation: "step", bias: "none" }] } } },
      ],
      [
        "network.params.W1.0.1",
        {
          network: {
            ...network,
            params: {
              ...network.params,
              W1: [
                [0.15, "0.2"],
                [0.25, 0.3],
              ],
            },
          },
        },
      ],
      ["network.params.W9", { network: { ...network, params: { ...network.params, W9: [[1]] } } }],
      ["ask.0", { network, ask: ["grads.W7.0.0"] }],
      ["network.seed", { network: { ...network, seed: 1 } }],
      ["notation", { network, notation: "greek" }],
      ["network", {}],
    ];
    for (const [path, body] of wrong) {
      const sent = await anybody.send("derive", { body });
      expect([sent.status, sent.error?.code, sent.error?.fields?.[0]?.path]).toEqual([400, "invalid_input", path]);
    }
  });

  test("refuses what would take too long, and names the limit", async () => {
    const sent = await anybody.send("derive", {
      body: { network: { ...wide(90), optimizer: { name: "sgd", lr: 0.1, steps: 10_000 } } },
    });
    expect(sent.status).toBe(400);
    expect(sent.error?.fields?.[0]?.path).toBe("network");
    expect(sent.error?.fields?.[0]?.message).toContain("Products x steps x rule sets");
  });

  test.each(oneOfEachFamily)("answers $id as it answers a dense network", async ({ spec, expected }) => {
    const reply = await anybody.call("derive", { body: { network: deriveRequest.shape.network.parse(spec) } });
    const { loss, grads } = networkResponse.parse(reply);
    expect(loss).toBeCloseTo(Number(expected["loss"]), 9);
    expect(Object.keys(grads).toSorted()).toEqual(Object.keys(expected["grads"] as object).toSorted());
  });

  test.each(oneOfEachCalculator)("answers $id in its own fields", async ({ spec, expected }) => {
    const reply = await anybody.call("derive", { body: { network: deriveRequest.shape.network.parse(spec) } });
    expect(Object.keys(reply).toSorted()).toEqual(["derivations", ...Object.keys(expected)].toSorted());
  });

  test("names the field of a calculator's document that is wrong", async () => {
    const spread = { type: "init", config: { scheme: "he_normal", fan_in: 2, fan_out: 2 }, params: {} };
    const refused = async (body: object) => (await anybody.send("derive", { body })).error?.fields?.[0]?.path;
    const scheme = { ...spread, config: { ...spread.config, scheme: "best" } };
    expect(await refused({ network: scheme })).toBe("network.config.scheme");
    expect(await refused({ network: { ...spread, config: { ...spread.config, fan_in: 0 } } })).toBe(
      "network.config.fan_in",
    );
    expect(await refused({ network: { ...spread, targets: [] } })).toMatch(/^network/);
    expect(await refused({ network: spread, ask: ["std"] })).toBe("ask.0");
  });

  test("keeps nobody waiting: what comes later and is quick is answered first", async () => {
    const answered: string[] = [];
    const long = anybody.call("derive", { body: { network: trained(10_000) } }).then(() => answered.push("derive"));
    const quick = anybody.call("health", {}).then(() => answered.push("health"));
    await Promise.all([long, quick]);
    expect(answered).toEqual(["health", "derive"]);
  });
});

describe("diagnose", () => {
  const diagnose = (quantity: string, answer: string) =>
    anybody.call("diagnose", { body: { network: tutorial(), quantity, answer } });

  test("names the mistake behind a number that was printed", async () => {
    const { verdict, certainty, mistakes } = await diagnose("loss_after", "0.291027924");
    expect([verdict, certainty]).toEqual(["wrong", "named"]);
    expect(mistakes).toMatchObject([{ id: "path.updated_weights", with: null }]);
  });

  test("takes the right number, and says where an answer cannot be read", async () => {
    expect(await diagnose("grads.W1.0.0", "4.3857e-4")).toMatchObject({ verdict: "right", mistakes: [] });
    expect(await diagnose("grads.W1.0.0", "0.1 +")).toMatchObject({ verdict: "unreadable", accepted: null });
  });

  test("names the field that is wrong, and the limit", async () => {
    const unknown = await anybody.send("diagnose", {
      body: { network: tutorial(), quantity: "grads.W8", answer: "1" },
    });
    expect([unknown.status, unknown.error?.fields?.[0]?.path]).toEqual([400, "quantity"]);
    const large = await anybody.send("diagnose", { body: { network: wide(40), quantity: "loss", answer: "1" } });
    expect([large.status, large.error?.fields?.[0]?.message]).toEqual([400, expect.stringContaining("Products")]);
  });
});

test("a computation that fails ends its thread only", async () => {
  const compute = startCompute(1);
  const broken = { operation: "derive", request: null } as unknown as Parameters<typeof compute.run>[0];
  await expect(compute.run(broken)).rejects.toThrow("network");
  const reply = await compute.run({ operation: "derive", request: { network: tutorial() } });
  expect(reply).toHaveProperty("json");
  await compute.close();
});
