import type { SkillId } from "../syllabus.ts";
import { attentionDrills } from "./attention.ts";
import { convolutionDrills } from "./convolution.ts";
import { calculusDrills } from "./calculus.ts";
import { derivationDrills } from "./derivations.ts";
import type { Drill } from "./drill.ts";
import { functionDrills } from "./functions.ts";
import { graphDrills } from "./graph.ts";
import { layerDrills } from "./layers.ts";
import { lossDrills } from "./losses.ts";
import { matrixDrills } from "./matrices.ts";
import { normalisationDrills } from "./normalisation.ts";
import { optimizerDrills } from "./optimizers.ts";
import { pathDrills } from "./paths.ts";
import { ruleDrills } from "./rules.ts";
import { recurrenceDrills } from "./recurrence.ts";
import { sharingDrills } from "./sharing.ts";
import { toldDrills } from "./told.ts";

/** Every skill that is drilled on drawn networks. A skill of the syllabus gets items by an entry in one of these. */
export const drills: Partial<Record<SkillId, Drill>> = {
  ...layerDrills,
  ...normalisationDrills,
  ...convolutionDrills,
  ...recurrenceDrills,
  ...attentionDrills,
  ...sharingDrills,
  ...calculusDrills,
  ...graphDrills,
  ...functionDrills,
  ...pathDrills,
  ...toldDrills,
  ...lossDrills,
  ...matrixDrills,
  ...optimizerDrills,
  ...ruleDrills,
  ...derivationDrills,
};
