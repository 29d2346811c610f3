import { parentPort, workerData } from "node:worker_threads";
import { copyDatabase } from "./copy.ts";
import type { CopyTask } from "./backups.ts";

const { file, target } = workerData as CopyTask;
parentPort?.postMessage(copyDatabase(file, target), []);
