import { add, type Expression, minus, ONE, times } from "./expression.ts";
import type { Network } from "./network.ts";
import type { Optimizer, UpdateScope } from "./optimizer.ts";
import type { Quantity } from "./quantity.ts";

/** The parameter after the optimizer's step. */
export const updateBy = (network: Network, optimizer: Optimizer, w: Quantity): Expression =>
  optimizer.update(scopeOf(network, optimizer, w));

/** The point where the optimizer takes the gradient of w, for one that looks ahead. */
export const aheadBy = (network: Network, optimizer: Optimizer, w: Quantity): Expression | undefined =>
  optimizer.ahead?.(scopeOf(network, optimizer, w));

/** The gradient of w that the optimizer steps by. */
export const gradientOfStep = (network: Network, optimizer: Optimizer, w: Quantity): Quantity =>
  optimizer.ahead ? network.ahead(network.gradient(w)) : network.gradient(w);

/** A running state after the optimizer's step, itself where the optimizer has no use for it; undefined for what is none. */
export function stateAfter(network: Network, optimizer: Optimizer, q: Quantity): Expression | undefined {
  const owner = network.training?.owners.get(q);
  if (!owner) return undefined;
  const rule = optimizer.states[owner.name];
  return rule ? rule(scopeOf(network, optimizer, owner.w)) : q;
}

/** What the rules of an optimizer read of a parameter, with weight decay where this optimizer puts it. */
function scopeOf(network: Network, optimizer: Optimizer, w: Quantity): UpdateScope {
  const { decay, lr, settings, states, clock } = network.training!;
  const gradient = gradientOfStep(network, optimizer, w);
  const at = optimizer.ahead ? network.ahead(w) : w;
  const own = states.get(w)!;
  return {
    w: decay && optimizer.decay === "weight" ? times(w, minus(ONE, times(lr, decay))) : w,
    g: decay && optimizer.decay === "gradient" ? add(gradient, times(decay, at)) : gradient,
    lr,
    setting: (name) => settings.get(name)!,
    before: (name) => own.get(name)!,
    after: (name) => network.later(own.get(name)!),
    t: network.later(clock),
  };
}
