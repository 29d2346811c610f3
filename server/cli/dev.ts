import { spawn } from "node:child_process";
import { join, resolve } from "node:path";
import { createServer } from "vite";

const root = resolve(import.meta.dirname, "../..");
const vite = await createServer({ configFile: join(root, "vite.config.ts") });
await vite.listen();

const page = vite.resolvedUrls?.local[0];
if (page === undefined) throw new Error("The development server has no local address.");

// The page comes from Vite, which hands the API's calls on: that is the address to accept, and to print.
const server = spawn(process.execPath, ["--watch", "--watch-preserve-output", join(root, "server/main.ts")], {
  stdio: "inherit",
  env: { ORIGIN: new URL(page).origin, ...process.env },
});

const stop = (): void => {
  server.kill();
  void vite.close();
};
process.once("SIGINT", stop).once("SIGTERM", stop);
server.once("exit", stop);
