import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { readConfig } from "../config.ts";
import { compressFolder } from "./compress.ts";

const root = resolve(import.meta.dirname, "../..");
const built = join(root, "dist/client");
/** Lies beside the build, not in it, so that it is never served. */
const stamp = join(root, "dist/client.sources");

/** All that ends up in the client: its own files, the server's files it shares, and what decides how they are built. */
const SOURCES = [
  "client",
  "server/contract",
  "server/engine",
  "server/quiz",
  "package-lock.json",
  "tsconfig.json",
  "vite.config.ts",
];

function* filesUnder(path: string): Generator<string> {
  if (statSync(path).isDirectory()) {
    for (const name of readdirSync(path).toSorted()) yield* filesUnder(join(path, name));
  } else {
    yield path;
  }
}

/**
 * One digest over names and contents of all sources. Contents and not times, since a release unpacked over an older one
 * carries times that lie before the last build.
 */
export function fingerprint(base: string, sources: readonly string[]): string {
  const digest = createHash("sha256");
  for (const source of sources)
    for (const file of filesUnder(join(base, source)))
      digest
        .update(`${relative(base, file)}\0`)
        .update(readFileSync(file))
        .update("\0");
  return digest.digest("hex");
}

/** The path below which browsers will see the client; it is a part of every address in it. */
const basePath = (): string => readConfig(process.env).basePath;

/** What the next build is made from. */
const sourcesNow = (): string => `${fingerprint(root, SOURCES)} ${basePath()}`;

/** Builds into a folder of its own and then swaps, so that a failed build leaves the old client in place. */
function build(sources: string, log: "info" | "error"): void {
  const fresh = `${built}.${process.pid}`;
  const vite = join(root, "node_modules/vite/bin/vite.js");
  const options = ["--base", basePath(), "--outDir", fresh, "--emptyOutDir", "--logLevel", log];
  // A test runner says "test", which would build the client for developers.
  const env = { ...process.env, NODE_ENV: "production" };
  const run = spawnSync(process.execPath, [vite, "build", ...options], { cwd: root, stdio: "inherit", env });
  if (run.status !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    throw new Error("The client could not be built; the reason stands above.");
  }
  compressFolder(fresh);
  rmSync(stamp, { force: true });
  rmSync(built, { recursive: true, force: true });
  renameSync(fresh, built);
  writeFileSync(stamp, sources);
}

/** Builds the client, unless the last build was made from exactly these sources. */
export function buildClientIfStale(): void {
  const sources = sourcesNow();
  const upToDate = existsSync(built) && existsSync(stamp) && readFileSync(stamp, "utf8") === sources;
  if (!upToDate) build(sources, "error");
}

if (import.meta.main) build(sourcesNow(), "info");
