import type { Symbol } from "../expression.ts";
import { name, indexed, indexedBy, one } from "./names.ts";
import type { Quantity } from "../quantity.ts";

/** What every notation writes alike: the loss and its parts, and masks. */
export function common(q: Quantity, unitName: string): Symbol | undefined {
  switch (q.role) {
    case "loss":
    case "sample loss":
      return name("E");
    case "data loss":
      return name("E_data", "E_{\\mathrm{data}}");
    case "penalty":
      return name("R");
    case "error":
      return indexedBy("E", unitName);
    case "probability":
      return indexed("p", one(q.unit));
    case "smoothed target":
      return indexed("q", one(q.unit));
    case "mask":
      return indexedBy("m", unitName);
    case "signal":
      return indexedBy("s", unitName);
    case "clock":
      return name("step", "t");
    default:
      return undefined;
  }
}
