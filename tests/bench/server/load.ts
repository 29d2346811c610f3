import { createRequire } from "node:module";

/** A request: an address, and what is sent there. */
export type Call = { readonly path: string; readonly body: unknown; readonly cookie: string };

/** Requests a second, and milliseconds until the reply. */
export type Load = { readonly rate: number; readonly p50: number; readonly p99: number };

type Request = { method?: string; path?: string; headers?: Record<string, string>; body?: string };
type Client = {
  setRequests: (requests: { setupRequest: (request: Request) => Request }[]) => void;
  on: (event: "response", listener: () => void) => void;
};
type Result = {
  latency: { p50: number; p99: number };
  non2xx: number;
  errors: number;
  timeouts: number;
};
type Cannon = (options: object) => Promise<Result>;

/** The load generator is installed beside the baselines only, and brings no types. */
const cannon = createRequire(new URL("../baselines/", import.meta.url))("autocannon") as Cannon;

/** Sends so many requests over so many connections, each the next one as soon as the last is answered. */
export async function load(
  url: string,
  { connections, amount }: { connections: number; amount: number },
  call: (connection: number) => Call,
): Promise<Load> {
  let connected = 0;
  // The generator itself rounds up to whole seconds.
  let last = 0;
  const setupClient = (client: Client): void => {
    const connection = connected++;
    const setupRequest = (request: Request): Request => {
      const { path, body, cookie } = call(connection);
      const headers = { "content-type": "application/json", cookie };
      return { ...request, method: "POST", path, headers, body: JSON.stringify(body) };
    };
    client.setRequests([{ setupRequest }]);
    client.on("response", () => (last = performance.now()));
  };
  const start = performance.now();
  const result = await cannon({ url, connections, amount, setupClient, timeout: 60 });
  const failures = result.non2xx + result.errors + result.timeouts;
  if (failures > 0)
    throw new Error(
      `${failures} of ${amount} requests to ${url} failed: ${result.non2xx} were refused, ${result.errors} broke, ${result.timeouts} timed out.`,
    );
  return { rate: (amount / (last - start)) * 1000, p50: result.latency.p50, p99: result.latency.p99 };
}
