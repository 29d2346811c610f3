/** What a quantity is in its network; mistakes and notations match on roles, never on families. */
export type Role =
  | "input"
  | "target"
  | "upstream"
  | "constant"
  | "weight"
  | "bias"
  | "scale"
  | "shift"
  | "copy"
  | "net"
  | "activation"
  | "signal"
  | "probability"
  | "mean"
  | "variance"
  | "deviation"
  | "normalised"
  | "running statistic"
  | "query"
  | "key"
  | "value"
  | "score"
  | "attention"
  | "context"
  | "input gate"
  | "forget gate"
  | "output gate"
  | "reset gate"
  | "update gate"
  | "candidate"
  | "cell"
  | "hidden state"
  | "detached"
  | "pooled"
  | "node"
  | "output"
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

/**
 * Where a quantity stands. Layers count from 1 (0 is the input); units, sources, samples and steps of time count from 0.
 */
export type Place = {
  readonly layer?: number;
  readonly unit?: number;
  /** For a weight: the unit of the layer below that it comes from. */
  readonly source?: number;
  readonly sample?: number;
  readonly time?: number;
  /** In a feature map: the row and the column; in a sequence without time: the row. */
  readonly position?: readonly number[];
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
  /** A step on the way that the reference format does not list. */
  readonly inner?: true;
  /** For a node of a computation: what it does with its arguments, in the word of its document. */
  readonly operation?: string;
  /** How a derived quantity comes from another one: dE/d(of), (of) after one more update, or at the look-ahead point. */
  readonly derived?: { readonly as: "gradient" | "later" | "ahead"; readonly of: Quantity };
};

/** Where a quantity stands, without what it is. */
export const placeOf = ({ layer, unit, source, sample, time, position }: Quantity): Place => ({
  ...(layer === undefined ? {} : { layer }),
  ...(unit === undefined ? {} : { unit }),
  ...(source === undefined ? {} : { source }),
  ...(sample === undefined ? {} : { sample }),
  ...(time === undefined ? {} : { time }),
  ...(position === undefined ? {} : { position }),
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

const PARAMETERS: ReadonlySet<Role> = new Set<Role>(["weight", "bias", "scale", "shift"]);
const FIXED: ReadonlySet<Role> = new Set<Role>(["input", "target", "upstream", "constant", "setting", "mask"]);

/** Parameters are what an optimizer changes. */
export const isParameter = (q: Quantity): boolean => q.derived === undefined && PARAMETERS.has(q.role);

/** True for what stays the same at every step: the data and the settings. */
export const isFixed = (q: Quantity): boolean => q.derived === undefined && FIXED.has(q.role);
