import type { ActivationId } from "../activations.ts";
import { DocumentError, expectDimensions, type FamilyDocument, type LossDocument } from "../document.ts";
import { add, constant, type Expression, minus, negate, over, power, sum, times } from "../expression.ts";
import { of } from "../functions.ts";
import type { Described, Network } from "../network.ts";
import type { Quantity } from "../quantity.ts";
import { activated, readActivation } from "./elementwise.ts";
import { defineLoss, defineUpstream, type LossShape, readLoss } from "./loss.ts";
import { defineRow, giveVector, ofSample } from "./tensors.ts";

/** What the documents of normalisations have in common: a given gradient at Y, or a function and a loss after it. */
export type NormalisationDocument = FamilyDocument & {
  readonly config: {
    readonly eps: number;
    readonly upstream?: number[][] | undefined;
    readonly activation?: string | undefined;
    readonly loss?: LossDocument | undefined;
  };
  readonly inputs: { readonly X: number[][] };
  readonly targets?: number[][] | undefined;
};

/** What follows the normalised values. */
export type Ending = { readonly activation: ActivationId; readonly loss: LossShape } | "upstream";

export function readEnding({ config, targets }: NormalisationDocument, rows: number, units: number): Ending {
  if (config.upstream) {
    expectDimensions("config.upstream", config.upstream, [rows, units]);
    return "upstream";
  }
  if (!config.loss || !targets) throw new DocumentError("config", "needs an upstream, or a loss and targets");
  return { activation: readActivation(config.activation), loss: readLoss(config.loss, targets, rows, units) };
}

type Group = { readonly xs: readonly Quantity[]; readonly at: Pick<Described, "index" | "unit" | "sample"> };

/** (x - mu) / s within a group of numbers, mu their mean, var their mean squared distance from it, s = sqrt(var + eps). */
export function standardised(network: Network, { xs, at }: Group, eps: Quantity): Quantity[] {
  const described = (role: "mean" | "variance", tensor: string): Described => ({ role, tensor, ...at });
  const path = at.index.join(".");
  const mean = network.define(`forward.mu.${path}`, described("mean", "mu"), meanOf(xs));
  const squares = xs.map((x) => power(minus(x, mean), 2));
  const variance = network.define(`forward.var.${path}`, described("variance", "var"), meanOf(squares));
  const spread = defineSpread(network, variance, eps);
  const normalised = xs.map((x) => defineNormalised(network, x, over(minus(x, mean), spread)));
  stateClosedForm(network, xs, normalised, spread, true);
  return normalised;
}

/** x / s within a group of numbers, s = sqrt(their mean square + eps). */
export function rootMeanSquared(network: Network, { xs, at }: Group, eps: Quantity): Quantity[] {
  const described: Described = { role: "variance", tensor: "mean_square", ...at };
  const square = meanOf(xs.map((x) => power(x, 2)));
  const meanSquare = network.define(`forward.mean_square.${at.index.join(".")}`, described, square);
  const spread = defineSpread(network, meanSquare, eps);
  const normalised = xs.map((x) => defineNormalised(network, x, over(x, spread)));
  stateClosedForm(network, xs, normalised, spread, false);
  return normalised;
}

const meanOf = (xs: readonly Expression[]): Expression => over(sum(xs), constant(xs.length));

function defineSpread(network: Network, variance: Quantity, eps: Quantity): Quantity {
  const { kind: _, id: __, ...at } = variance;
  const described: Described = { ...at, role: "deviation", tensor: "s", inner: true };
  return network.define(`forward.s.${variance.index.join(".")}`, described, of.sqrt(add(variance, eps)));
}

function defineNormalised(network: Network, x: Quantity, rule: Expression): Quantity {
  const { kind: _, id: __, ...described } = x;
  return network.define(
    `forward.xhat.${x.index.join(".")}`,
    { ...described, role: "normalised", tensor: "xhat" },
    rule,
  );
}

/**
 * The three paths of x (its own, through the mean, through the variance) drawn together, with g = dE/dxhat:
 * dE/dx_i = (N g_i - sum g - xhat_i sum g xhat) / (N s); without a mean there is no sum of g.
 */
function stateClosedForm(
  network: Network,
  xs: readonly Quantity[],
  normalised: readonly Quantity[],
  spread: Quantity,
  centred: boolean,
): void {
  const count = constant(xs.length);
  const gradients = normalised.map((q) => network.gradient(q));
  const whole = centred ? [negate(sum(gradients))] : [];
  const along = sum(normalised.map((q, k) => times(gradients[k]!, q)));
  xs.forEach((x, i) => {
    const rest = negate(times(normalised[i]!, along));
    network.identities.set(x, over(add(times(count, gradients[i]!), ...whole, rest), times(count, spread)));
  });
}

/** Y = gamma xhat + beta, and what follows it. */
export function finish(
  network: Network,
  normalised: readonly (readonly Quantity[])[],
  ending: Ending,
  shifted: boolean,
): void {
  const units = normalised[0]!.length;
  const gamma = giveVector(network, "params.gamma", { role: "scale", tensor: "gamma" }, units);
  const beta = shifted ? giveVector(network, "params.beta", { role: "shift", tensor: "beta" }, units) : undefined;
  const Y = normalised.map((row, sample) => {
    const rules = row.map((q, d) => (beta ? add(times(gamma[d]!, q), beta[d]!) : times(gamma[d]!, q)));
    return defineRow(network, "output", "Y", ofSample(sample), rules);
  });
  if (ending === "upstream") return defineUpstream(network, Y.flat());
  const { activation, loss } = ending;
  const activate = (row: readonly Quantity[], sample: number) =>
    defineRow(
      network,
      "activation",
      "A",
      ofSample(sample),
      row.map((y) => activated(network, activation, y)),
    );
  defineLoss(network, loss, activation === "identity" ? Y : Y.map(activate));
}
