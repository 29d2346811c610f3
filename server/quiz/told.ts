import type { NetworkDocument } from "#contract/network.ts";
import type { Bilingual } from "./bilingual.ts";
import { drills } from "./drills/index.ts";
import type { NetworkItem } from "./item.ts";
import { isSkill } from "./syllabus.ts";

/** What is asked for, in words, where finding the rules is the question; undefined where they are shown. */
export const toldOf = ({ skill, ask }: NetworkItem): Bilingual | undefined =>
  isSkill(skill) ? drills[skill]?.told?.[ask.quantity] : undefined;

/** A computation without its rules: the names that are told, with their numbers. */
export function inputsAlone(document: NetworkDocument): NetworkDocument {
  if (document.type !== "graph") throw new Error(`the rules of a ${document.type} network are not told in words`);
  return { ...document, config: { nodes: document.config.nodes.filter(({ op }) => op === "input") } };
}
