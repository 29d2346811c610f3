import { parentPort, workerData } from "node:worker_threads";
import { perform } from "./upkeep-tasks.ts";
import type { UpkeepTask } from "./upkeep-tasks.ts";

parentPort?.postMessage(perform(workerData as UpkeepTask), []);
