import type { Symbol } from "../expression.ts";
import { name } from "./names.ts";
import type { Network } from "../network.ts";
import type { Quantity } from "../quantity.ts";

const greek: Readonly<Record<string, Symbol>> = {
  eta: name("eta", "\\eta"),
  lambda: name("lambda", "\\lambda"),
  alpha: name("alpha", "\\alpha"),
  beta: name("beta", "\\beta"),
  gamma: name("gamma", "\\gamma"),
  delta: name("delta", "\\delta"),
  tau: name("tau", "\\tau"),
  rho: name("rho", "\\rho"),
  beta1: name("beta1", "\\beta_1"),
  beta2: name("beta2", "\\beta_2"),
  momentum: name("mu", "\\mu"),
  eps: name("eps", "\\varepsilon"),
  label_smoothing: name("eps", "\\varepsilon"),
  lr_decay: name("decay", "\\mathrm{decay}"),
  momentum_decay: name("psi", "\\psi"),
  wd: name("lambda_w", "\\lambda_w"),
};

const plainSetting = (q: Quantity): Symbol => greek[q.tensor] ?? name(q.tensor);

/** A setting by its usual letter; where that letter has several meanings, with its layer, or E for the loss. */
export function settingSymbol(network: Network, q: Quantity): Symbol {
  const { text, latex } = plainSetting(q);
  const isAlone = network.withRole("setting").every((other) => other === q || plainSetting(other).text !== text);
  if (isAlone || q.id.startsWith("optimizer.")) return { text, latex };
  return q.layer === undefined
    ? name(`${text}_E`, `${latex}_{E}`)
    : name(`${text}_${q.layer}`, `${latex}^{(${q.layer})}`);
}
