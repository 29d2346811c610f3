import type { BilingualProse } from "#contract/practice.ts";
import type { Bilingual } from "../bilingual.ts";
import { inPieces } from "../card-text.ts";
import type { SkillId } from "../syllabus.ts";
import { architectures } from "./architectures.ts";
import { foundations } from "./foundations.ts";
import { losses } from "./losses.ts";
import { networks } from "./networks.ts";
import { regularisation } from "./regularisation.ts";

/** How a strong candidate says each skill aloud: the intuition, then the formula, TeX between dollar signs. */
export const spoken: Readonly<Record<SkillId, Bilingual>> = {
  ...foundations,
  ...losses,
  ...networks,
  ...regularisation,
  ...architectures,
};

/** What is said aloud about a skill, in pieces that can be typeset. */
export const spokenOf = (skill: string): BilingualProse => inPieces(spoken[skill as SkillId]);
