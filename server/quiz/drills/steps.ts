import { isLater, type Role } from "#engine/quantity.ts";
import type { Where } from "./drill.ts";

/** Steps on the way through a network, told apart by the skill that they take: first those of the forward pass. */
const value =
  (role: Role): Where =>
  (q) =>
    q.role === role && !q.derived;

/** The gradient by something of the output layer, or of any layer below it; a network without layers is all below. */
const gradient =
  (role: Role, isOfOutput: boolean): Where =>
  ({ derived, layer }, { widths }) =>
    derived?.as === "gradient" && derived.of.role === role && (layer === widths.length - 1) === isOfOutput;

export const net = value("net");
export const activation = value("activation");
export const deltaOfOutput = gradient("net", true);
export const deltaBelow = gradient("net", false);
export const signalBelow = gradient("activation", false);
export const weightOfOutput = gradient("weight", true);
export const weightBelow = gradient("weight", false);
export const updated: Where = isLater;
