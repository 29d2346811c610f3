import { Worker } from "node:worker_threads";
import type { Inspection } from "./inspect.ts";
import type { Storage } from "./storage.ts";
import type { UpkeepTask } from "./upkeep-tasks.ts";

const PROGRAM = new URL("./upkeep-thread.ts", import.meta.url);

/** Copies a database as `copyDatabase` does, in a thread of its own, so that nobody waits for it. */
export const copyBeside = (file: string, target: string): Promise<Inspection> =>
  inThread({ kind: "copy", given: [file, target] });

/** Inspects a database file as `inspect` does, in a thread of its own. */
export const inspectBeside = (file: string): Promise<Inspection> => inThread({ kind: "inspect", given: [file] });

/** Measures a database file as `measureStorage` does, in a thread of its own. */
export const measureBeside = (file: string): Promise<Storage> => inThread({ kind: "storage", given: [file] });

function inThread<T>(task: UpkeepTask): Promise<T> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(PROGRAM, { workerData: task });
    thread.once("message", resolve);
    thread.once("error", reject);
    thread.once("exit", (code) => reject(new Error(`the thread that was to ${task.kind} ended with ${code}`)));
  });
}
