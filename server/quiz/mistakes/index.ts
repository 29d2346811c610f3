import type { Network } from "#engine/network.ts";
import { activationMistakes } from "./activation.ts";
import { attentionMistakes } from "./attention.ts";
import { convolutionMistakes } from "./convolution.ts";
import { forwardMistakes } from "./forward.ts";
import { graphMistakes } from "./graph.ts";
import { lossMistakes } from "./loss.ts";
import type { Mistake } from "./mistake.ts";
import { normalisationMistakes } from "./normalisation.ts";
import { optimizerMistakes } from "./optimizer.ts";
import { parameterMistakes } from "./parameter.ts";
import { pathMistakes } from "./path.ts";
import { recurrentMistakes } from "./recurrent.ts";
import { sharedMistakes } from "./shared.ts";
import { softmaxMistakes } from "./softmax.ts";
import { updateMistakes } from "./update.ts";

/** Every mistake that can be named; its id never changes, since logs refer to it. */
export const mistakes = {
  ...activationMistakes,
  ...lossMistakes,
  ...softmaxMistakes,
  ...pathMistakes,
  ...parameterMistakes,
  ...forwardMistakes,
  ...updateMistakes,
  ...normalisationMistakes,
  ...convolutionMistakes,
  ...optimizerMistakes,
  ...recurrentMistakes,
  ...attentionMistakes,
  ...sharedMistakes,
  ...graphMistakes,
} as const satisfies Record<string, Mistake>;

/** What a mistake is called, and what helps, in a network. */
export function wordingOf(id: MistakeId, network: Network): Pick<Mistake, "name" | "remedy"> {
  const mistake: Mistake = mistakes[id];
  const { name, remedy } = mistake.wording?.(network) ?? mistake;
  return { name, remedy };
}

export type MistakeId = keyof typeof mistakes;
export const mistakeIds = Object.keys(mistakes) as MistakeId[];
export const isMistake = (id: string): id is MistakeId => Object.hasOwn(mistakes, id);
