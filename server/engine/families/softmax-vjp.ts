import { expectDimensions, expectTensors, type FamilyDocument, measured } from "../document.ts";
import { call } from "../expression.ts";
import { softmax } from "../functions.ts";
import { Network } from "../network.ts";
import type { Family } from "./family.ts";
import { defineUpstream } from "./loss.ts";
import { giveVector } from "./tensors.ts";

/** Softmax alone: a given gradient u at its outputs, L = sum u p. */
export type SoftmaxVjpDocument = FamilyDocument & {
  readonly type: "softmax_vjp";
  readonly config: { readonly upstream: number[] };
  readonly inputs: { readonly z: number[] };
};

type Shape = { readonly classes: number };

function shape({ config, params, inputs }: SoftmaxVjpDocument): Shape {
  const [classes] = measured("inputs.z", inputs.z, 1) as [number];
  expectTensors("inputs", inputs, { z: [classes] });
  expectTensors("params", params, {});
  expectDimensions("config.upstream", config.upstream, [classes]);
  return { classes };
}

function build({ classes }: Shape): Network {
  const network = new Network();
  const z = giveVector(network, "inputs.z", { role: "input", tensor: "z" }, classes);
  const p = z.map((_, unit) => {
    const described = { role: "activation", tensor: "p", index: [unit], unit } as const;
    return network.define(`forward.p.${unit}`, described, call(softmax(unit), ...z));
  });
  defineUpstream(network, p);
  return network;
}

export const softmaxVjp: Family<SoftmaxVjpDocument, Shape> = { shape, build };
