import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const read = (file: string): unknown => JSON.parse(readFileSync(join(root, file), "utf8"));

type Locked = { readonly resolved?: string; readonly hasInstallScript?: boolean; readonly gypfile?: boolean };
const locked = Object.entries((read("package-lock.json") as { packages: Record<string, Locked> }).packages);
const { allowScripts } = read("package.json") as { allowScripts: Record<string, boolean> };

describe("the installation", () => {
  test("comes from whatever registry npm is set to", () => {
    expect(locked.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
  });

  test("runs no script of a package but the one that fetches Node", () => {
    const withScripts = locked.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path);
    expect(withScripts).toEqual(["node_modules/node"]);
    expect(allowScripts).toEqual({ node: true, "better-sqlite3": false });
  });

  test("needs no compiler under npm 10 either, which does not read allowScripts", () => {
    const sqlite = locked.find(([path]) => path === "node_modules/better-sqlite3")![1];
    expect(
      sqlite.gypfile,
      '"npm install" dropped a line from package-lock.json: add "gypfile": false to node_modules/better-sqlite3',
    ).toBe(false);
  });
});
