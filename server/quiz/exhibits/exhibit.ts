import type { SolutionOf, TaskOf } from "../items/form.ts";

/** All about a mistake that is to be found: what is shown of it, and the answer. */
export type Exhibit = Omit<TaskOf<"find">, "form"> & Omit<SolutionOf<"find">, "form" | "chosen">;
