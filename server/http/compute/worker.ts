import { parentPort } from "node:worker_threads";
import { deriveResponse, diagnoseResponse } from "#contract/calculators.ts";
import { DocumentError } from "#engine/document.ts";
import { calculate, diagnoseDocument } from "#quiz/calculators.ts";
import { encode } from "../encoded.ts";
import type { Encoded } from "../encoded.ts";
import type { Reply, Task } from "./task.ts";

const compute = (task: Task): Encoded =>
  task.operation === "derive"
    ? encode(deriveResponse, calculate(task.request))
    : encode(diagnoseResponse, diagnoseDocument(task.request));

const replyTo = (task: Task): Reply => {
  try {
    return { json: compute(task).json };
  } catch (error) {
    if (error instanceof DocumentError) return { fault: { path: error.path, message: error.message } };
    throw error;
  }
};

parentPort?.on("message", (task: Task) => {
  const reply = replyTo(task);
  // Handed over, not copied: an answer may have some megabytes.
  parentPort?.postMessage(reply, "json" in reply ? [reply.json.buffer] : []);
});
