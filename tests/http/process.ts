import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

const main = join(import.meta.dirname, "../../server/main.ts");

/** A server as its own process, ready for requests; what it complains about is known once it is gone. */
export type Running = { readonly url: string; readonly child: ChildProcess; readonly complaints: Promise<string> };

const launch = (environment: Record<string, string>): ChildProcess =>
  spawn(process.execPath, [main], {
    env: { PATH: process.env["PATH"], PORT: "0", RATE_LIMIT: "0", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });

const textOf = async (stream: ChildProcess["stdout"]): Promise<string> => {
  let text = "";
  for await (const chunk of stream ?? []) text += String(chunk);
  return text;
};

/** Starts a server and waits for its one line. */
export const startServer = async (environment: Record<string, string>): Promise<Running> => {
  const child = launch(environment);
  const complaints = textOf(child.stderr);
  if (child.stdout === null) throw new Error("The server has no output.");
  for await (const line of createInterface(child.stdout)) {
    const url = /http:\S+/.exec(line)?.[0];
    if (url !== undefined) return { url: url.replace("localhost", "127.0.0.1"), child, complaints };
  }
  throw new Error(`The server did not start: ${await complaints}`);
};

/** Ends a server and waits until it is gone. */
export const endServer = async ({ child }: Running, signal: "SIGTERM" | "SIGKILL"): Promise<number | null> => {
  const ended = once(child, "exit");
  child.kill(signal);
  const [code] = (await ended) as [number | null];
  return code;
};

/** Runs a server that is expected not to start: its exit code and all that it says. */
export const failServer = async (
  environment: Record<string, string>,
): Promise<{ code: number | null; said: string }> => {
  const child = launch(environment);
  const exited = once(child, "exit");
  const said = await Promise.all([textOf(child.stdout), textOf(child.stderr)]);
  const [code] = (await exited) as [number | null];
  return { code, said: said.join("") };
};
