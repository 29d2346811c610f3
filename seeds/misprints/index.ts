import { networkDocument } from "#contract/network.ts";
import type { Misprint } from "#quiz/misprint.ts";
import type { SkillId } from "#quiz/syllabus.ts";
import seeds from "./misprints.json" with { type: "json" };

type Seed = Misprint & { readonly skill: SkillId };

/** The published misprints by the skill that finds them, each on the network of its source. */
export function ownMisprints(): ReadonlyMap<string, readonly Misprint[]> {
  const read = seeds.map((seed) => ({ ...seed, network: networkDocument.parse(seed.network) }) as Seed);
  return Map.groupBy(read, ({ skill }) => skill);
}
