import { autoencoders, lookups } from "../drafts/sharing.ts";
import type { Quantity } from "#engine/quantity.ts";
import type { SkillId } from "../syllabus.ts";
import { type Asker, type Drill, gradientOf, oneOf } from "./drill.ts";

/** The gradient of an entry of the table, in a row that is read so many times. */
const tableEntry = (least: number): Asker =>
  oneOf("gradient_weight", ({ document, network }) => {
    const ids = document.type === "embedding" ? document.config.ids.flat() : [];
    const isRead = ({ tensor, source }: Quantity) =>
      tensor === "E" && ids.filter((id) => id === source).length >= least;
    return network.parameters.filter(isRead).map((q) => network.gradient(q));
  });

/** Skills about one parameter that is used in several places. */
export const sharingDrills: Partial<Record<SkillId, Drill>> = {
  "emb.lookup": {
    levels: { 2: [lookups.sum], 3: [lookups.mean, lookups.samples] },
    asks: [tableEntry(2), gradientOf("gradient", "pooled")],
  },
  "emb.softmax": {
    levels: { 3: [lookups.classes2], 4: [lookups.classes3] },
    asks: [tableEntry(1), gradientOf("gradient_weight", "weight", (q) => q.tensor === "W"), gradientOf("delta", "net")],
  },
  "shared.tied": {
    levels: {
      3: [autoencoders.linear21],
      4: [autoencoders.sigmoid21],
      5: [autoencoders.tanh22],
    },
    asks: [gradientOf("gradient_weight", "weight"), gradientOf("gradient", "copy")],
  },
};
