import { fork } from "node:child_process";
import { once } from "node:events";
import Fastify from "fastify";

/** A server that replies to a call with a constant, whatever it is sent: the fastest that the framework can be. */
export type Ceiling = { readonly url: string; readonly end: () => void };

/** Starts one in a process of its own; the replies are told by address. */
export async function startCeiling(replies: Record<string, unknown>): Promise<Ceiling> {
  const child = fork(import.meta.filename);
  child.send(replies);
  const [url] = (await once(child, "message")) as [string];
  return { url, end: () => void child.kill() };
}

const serveConstants = async (replies: Record<string, unknown>): Promise<void> => {
  const app = Fastify();
  for (const [path, reply] of Object.entries(replies)) app.post(path, () => reply);
  process.send?.(await app.listen({ host: "127.0.0.1", port: 0 }));
};

if (process.send) process.once("message", (replies) => void serveConstants(replies as Record<string, unknown>));
