import { copyDatabase } from "./copy.ts";
import { inspect } from "./inspect.ts";
import { measureStorage } from "./storage.ts";

const tasks = { copy: copyDatabase, inspect, storage: measureStorage } as const;

type Tasks = typeof tasks;

/** Work that reads whole files. */
export type UpkeepTask = {
  [K in keyof Tasks]: { readonly kind: K; readonly given: Parameters<Tasks[K]> };
}[keyof Tasks];

/** What comes of a task. */
export type Outcome<K extends keyof Tasks> = ReturnType<Tasks[K]>;

/** Does a task, here and now. */
export function perform(task: UpkeepTask): Outcome<UpkeepTask["kind"]> {
  switch (task.kind) {
    case "copy":
      return tasks.copy(...task.given);
    case "inspect":
      return tasks.inspect(...task.given);
    case "storage":
      return tasks.storage(...task.given);
  }
}
