import type { SkillId } from "../syllabus.ts";
import type { Drill } from "./drill.ts";
import { layerDrills } from "./layers.ts";

/** Every skill that is drilled on drawn networks. A skill of the syllabus gets items by an entry in one of these. */
export const drills: Partial<Record<SkillId, Drill>> = { ...layerDrills };
