/** What a quantity is in its network; mistakes and notations match on roles, never on families. */
export type Role =
  | "input"
  | "target"
  | "weight"
  | "bias"
  | "net"
  | "activation"
  | "signal"
  | "probability"
  | "smoothed target"
  | "error"
  | "sample loss"
  | "data loss"
  | "penalty"
  | "loss"
  | "setting"
  | "mask"
  | "state"
  | "clock";

/** Where a quantity stands. Layers count from 1 (0 is the input); units, sources and samples count from 0. */
export type Place = {
  readonly layer?: number;
  readonly unit?: number;
  /** For a weight: the unit of the layer below that it comes from. */
  readonly source?: number;
  readonly sample?: number;
};

/**
 * One named scalar of a network: a number the document gives, a value of the forward pass, the gradient of the loss by
 * another quantity, or another quantity one optimizer step later.
 */
export type Quantity = Place & {
  readonly kind: "quantity";
  /** The path of the number in the reference format, such as `forward.z1.0.0` or `grads.W1.0.1`. */
  readonly id: string;
  readonly role: Role;
  /** The tensor it belongs to (`W1`, `z2`, `X`) and its indices there. */
  readonly tensor: string;
  readonly index: readonly number[];
  /** How a derived quantity comes from another one: dE/d(of), or (of) after one more update. */
  readonly derived?: { readonly as: "gradient" | "later"; readonly of: Quantity };
};

/** Where a quantity stands, without what it is. */
export const placeOf = ({ layer, unit, source, sample }: Quantity): Place => ({
  ...(layer === undefined ? {} : { layer }),
  ...(unit === undefined ? {} : { unit }),
  ...(source === undefined ? {} : { source }),
  ...(sample === undefined ? {} : { sample }),
});

/** The quantity itself, seen through any number of gradients and updates. */
export const root = (q: Quantity): Quantity => (q.derived ? root(q.derived.of) : q);

export const isGradient = (q: Quantity): boolean => q.derived?.as === "gradient";
export const isLater = (q: Quantity): boolean => q.derived?.as === "later";

/** How many updates a quantity comes after. */
export function updatesBefore(q: Quantity): number {
  let updates = 0;
  for (let at: Quantity | undefined = q; at; at = at.derived?.of) if (isLater(at)) updates++;
  return updates;
}

/** Parameters are what an optimizer changes. */
export const isParameter = (q: Quantity): boolean =>
  q.derived === undefined && (q.role === "weight" || q.role === "bias");

/** True for what stays the same at every step: the data and the settings. */
export const isFixed = (q: Quantity): boolean =>
  q.derived === undefined && (q.role === "input" || q.role === "target" || q.role === "setting" || q.role === "mask");
