import { Worker } from "node:worker_threads";
import { draftOf } from "./copy.ts";
import { keepFlushing } from "./disk.ts";
import type { Inspection } from "./inspect.ts";
import type { Storage } from "./storage.ts";
import type { UpkeepTask } from "./upkeep-tasks.ts";

const FLUSH_MILLISECONDS = 50;
const PROGRAM = new URL("./upkeep-thread.ts", import.meta.url);

/** Copies a database as `copyDatabase` does, in a thread of its own, so that nobody waits for it. */
export async function copyBeside(file: string, target: string): Promise<Inspection> {
  const flushing = keepFlushing(draftOf(target), FLUSH_MILLISECONDS);
  try {
    return await inThread({ kind: "copy", given: [file, target] });
  } finally {
    flushing.stop();
  }
}

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
