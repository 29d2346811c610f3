import { DocumentError } from "../document.ts";

/** How far apart the weights of a layer start, by its numbers of inputs and outputs. */
export type InitDocument = {
  readonly type: "init";
  readonly config: {
    readonly scheme: string;
    readonly fan_in: number;
    readonly fan_out: number;
    /** The slope of a leaky ReLU left of 0; only the leaky schemes read it. */
    readonly slope?: number | undefined;
  };
};

type Spread = { readonly variance: number; readonly std: number; readonly bound?: number };
type Variance = (layer: Readonly<Record<"fan_in" | "fan_out" | "slope", number>>) => number;

/** 2 / (n_in + n_out). Glorot & Bengio 2010. */
const xavier: Variance = ({ fan_in, fan_out }) => 2 / (fan_in + fan_out);
/** 2 / n_in, for ReLU. He et al. 2015. */
const he: Variance = ({ fan_in }) => 2 / fan_in;
/** 2 / ((1 + slope^2) n_in), for leaky ReLU. He et al. 2015, equation 15. */
const heLeaky: Variance = ({ fan_in, slope }) => 2 / ((1 + slope ** 2) * fan_in);
/** 1 / n_in. LeCun et al. 1998. */
const lecun: Variance = ({ fan_in }) => 1 / fan_in;

const variances: Readonly<Record<string, Variance>> = { xavier, he, he_leaky: heLeaky, lecun };

/** The variance of a scheme; uniform on [-r, r] it is r^2 / 3, so the bound r is the root of three times it. */
export function init({ config }: InitDocument): Spread {
  const [, rule = "", distribution] = /^(.+)_(uniform|normal)$/.exec(config.scheme) ?? [];
  if (!Object.hasOwn(variances, rule)) throw new DocumentError("config.scheme", `unknown scheme "${config.scheme}"`);
  const variance = variances[rule]!({ ...config, slope: config.slope ?? 0 });
  const spread = { variance, std: Math.sqrt(variance) };
  return distribution === "uniform" ? { ...spread, bound: Math.sqrt(3 * variance) } : spread;
}
