import { type NamedNetwork, namedNetwork } from "#contract/calculators.ts";
import s1 from "./s1.json" with { type: "json" };
import s2 from "./s2.json" with { type: "json" };
import s4 from "./s4.json" with { type: "json" };

/** The networks of well-known derivations, each by name and in its own notation. */
export const namedNetworks: NamedNetwork[] = [s1, s2, s4].map((network) => namedNetwork.parse(network));
