import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { Refusal } from "../errors.ts";
import type { Reply, Task } from "./task.ts";

/** Threads for what would keep other requests waiting. */
export type Compute = {
  run(task: Task): Promise<Reply>;
  close(): Promise<void>;
};

const DEADLINE = 20_000;
const MOST_WAITING = 64;
const PROGRAM = new URL("./worker.ts", import.meta.url);

const ask = async (worker: Worker, task: Task): Promise<Reply> => {
  const replied = once(worker, "message", { signal: AbortSignal.timeout(DEADLINE) });
  worker.postMessage(task, []);
  const [reply] = (await replied) as [Reply];
  return reply;
};

const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";

const explained = (error: unknown): unknown => {
  if (isOutOfMemory(error)) {
    return new Refusal("unavailable", "This needs more memory than one call may use. Ask for a smaller network.");
  }
  if (error instanceof Error && error.name === "AbortError") {
    return new Refusal(
      "unavailable",
      `This took longer than ${DEADLINE / 1000} s and was stopped. Ask for fewer steps.`,
    );
  }
  return error;
};

/** Starts up to `size` threads, each at the first call that needs it. */
export const startCompute = (size: number): Compute => {
  const threads = new Set<Worker>();
  const idle: Worker[] = [];
  const waiting: (() => void)[] = [];
  let busy = 0;

  const start = (): Worker => {
    const worker = new Worker(PROGRAM, { resourceLimits: { maxOldGenerationSizeMb: 512 } });
    // A failure reaches the call that waits for it; this keeps one in an idle thread from ending the process.
    worker.on("error", () => threads.delete(worker));
    worker.unref();
    threads.add(worker);
    return worker;
  };

  const turn = async (): Promise<void> => {
    if (busy < size) {
      busy += 1;
      return;
    }
    if (waiting.length >= MOST_WAITING)
      throw new Refusal("unavailable", "Too many computations are waiting. Try again.");
    await new Promise<void>((resolve) => waiting.push(resolve));
  };

  // Whoever waits longest takes over the place.
  const leave = (): void => {
    const next = waiting.shift();
    if (next) next();
    else busy -= 1;
  };

  const compute = async (used: Worker | undefined, task: Task): Promise<Reply> => {
    const worker = used ?? start();
    try {
      const reply = await ask(worker, task);
      idle.push(worker);
      return reply;
    } catch (error) {
      threads.delete(worker);
      void worker.terminate();
      // It may have been full of what it kept of earlier networks.
      if (used !== undefined && isOutOfMemory(error)) return compute(undefined, task);
      throw explained(error);
    }
  };

  return {
    async run(task) {
      await turn();
      return compute(idle.pop(), task).finally(leave);
    },
    async close() {
      await Promise.all([...threads].map((worker) => worker.terminate()));
    },
  };
};
