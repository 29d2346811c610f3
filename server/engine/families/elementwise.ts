import { type Activation, type ActivationId, activations, isActivation } from "../activations.ts";
import { DocumentError } from "../document.ts";
import { call, type Expression } from "../expression.ts";
import type { Network } from "../network.ts";
import type { Quantity } from "../quantity.ts";
import { settings } from "./settings.ts";

/** Checks the name of an activation function; a document without one leaves its values as they are. */
export function readActivation(name: string | undefined): ActivationId {
  if (name === undefined) return "identity";
  if (isActivation(name)) return name;
  throw new DocumentError("config.activation", `unknown activation function "${name}"`);
}

/** f(z), with the usual constants of f. */
export function activated(network: Network, id: ActivationId, z: Quantity): Expression {
  const row: Activation = activations[id];
  return call(row, z, ...settings(network, row.params, "config.params", 1));
}
