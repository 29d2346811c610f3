import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  forbiddenImports,
  importCycles,
  type ImportTable,
  impureLines,
  lengthProblems,
  readModule,
} from "./support/architecture.ts";

/** Who may import whom. A folder may always import itself; "*" is everything. */
const TABLE: ImportTable = {
  "server/engine": { folders: [], packages: ["decimal.js", "fraction.js"] },
  "server/quiz": { folders: ["server/engine"], types: ["server/contract"], packages: [] },
  "server/study": { folders: [], types: ["server/contract"], packages: ["ts-fsrs"] },
  "server/contract": { folders: [], types: ["server/engine", "server/quiz", "server/study"], packages: ["zod"] },
  "server/db": {
    folders: [],
    types: ["server/engine", "server/quiz", "server/study", "server/contract"],
    packages: ["kysely", "better-sqlite3", "node:fs", "node:path", "node:worker_threads"],
  },
  "server/http": {
    folders: [
      "server/engine",
      "server/quiz",
      "server/study",
      "server/contract",
      "server/db",
      "server/config.ts",
      "seeds",
    ],
    packages: ["*"],
  },
  "server/config.ts": { folders: [], packages: ["zod", "node:net", "node:path"] },
  "server/cli": { folders: ["*"], packages: ["*"] },
  "server/main.ts": { folders: ["*"], packages: ["*"] },
  migrations: { folders: [], packages: ["kysely"] },
  seeds: {
    folders: ["server/contract", "server/engine", "server/quiz"],
    packages: ["csv-parse", "node:crypto", "node:fs", "node:path", "yaml", "zod"],
  },
  client: {
    folders: ["server/engine", "server/quiz", "server/contract"],
    packages: ["preact", "@preact/signals", "katex"],
  },
};

/** Here the clock, chance and the environment come in as arguments. */
const PURE = ["server/engine", "server/quiz", "server/study", "server/contract", "server/db", "migrations", "seeds"];

const MOST_LINES = 260;
/** Tables grow with what they list. */
const LONG_TABLES: readonly string[] = ["client/i18n/en.ts", "client/i18n/zh.ts", "server/quiz/syllabus.ts"];

const root = join(import.meta.dirname, "..");
const modules = globSync("{server,client,migrations,seeds}/**/*.{ts,tsx,js}", { cwd: root })
  .map((path) => path.replaceAll("\\", "/"))
  .toSorted()
  .map((path) => readModule({ path, text: readFileSync(join(root, path), "utf8") }));

describe("the project", () => {
  test("imports only what the table allows", () => {
    expect(forbiddenImports(modules, TABLE)).toEqual([]);
  });

  test("asks for time, chance and environment only at the edge", () => {
    expect(impureLines(modules, PURE)).toEqual([]);
  });

  test("has no circular imports", () => {
    expect(importCycles(modules)).toEqual([]);
  });

  test("keeps its files short enough to be read", () => {
    expect(lengthProblems(modules, MOST_LINES, LONG_TABLES)).toEqual([]);
  });
});

describe("the checks themselves", () => {
  const forbidden = (path: string, text: string) => forbiddenImports([readModule({ path, text })], TABLE);

  test("refuse a folder, a package, a value where only types are allowed, and an unknown place", () => {
    expect(forbidden("server/engine/a.ts", 'import { draw } from "../quiz/draw.ts";')).toHaveLength(1);
    expect(forbidden("server/engine/a.ts", 'export { draw } from "#quiz/draw.ts";')).toHaveLength(1);
    expect(forbidden("server/engine/a.ts", 'const quiz = await import("#quiz/draw.ts");')).toHaveLength(1);
    expect(forbidden("server/engine/a.ts", 'import { z } from "zod";')).toHaveLength(1);
    expect(forbidden("client/a.tsx", 'import "@fastify/static/types.js"; const a = <p>zod</p>;')).toHaveLength(1);
    expect(forbidden("server/quiz/a.ts", 'import { routes } from "#contract/routes.ts";')).toHaveLength(1);
    expect(forbidden("server/odds/a.ts", 'import "./b.ts";')).toHaveLength(1);
  });

  test("allow the rest", () => {
    expect(forbidden("server/engine/families/a.ts", 'import { b } from "../b.ts"; import "decimal.js";')).toEqual([]);
    expect(forbidden("server/quiz/a.ts", 'import type { Routes } from "#contract/routes.ts";')).toEqual([]);
    expect(forbidden("server/engine/a.ts", '// import "zod";\nexport const text = `import "zod"`;')).toEqual([]);
  });

  test("see the clock, chance and the environment, but not a given time", () => {
    const impure = (text: string) => impureLines([readModule({ path: "server/study/a.ts", text })], PURE);
    expect(impure("const now =\n  Date.now();")).toEqual(["server/study/a.ts:2 uses Date.now"]);
    expect(impure("const now = new Date();")).toHaveLength(1);
    expect(impure("const chance = Math.random() + Number(process.env.SEED);")).toHaveLength(2);
    expect(impure('const then = new Date(0); const name = "Math.random"; // Date.now()')).toEqual([]);
  });

  test("find a circle of values, and let one of types pass", () => {
    const circle = (link: string) =>
      importCycles([
        readModule({ path: "server/engine/a.ts", text: 'import { b } from "./b.ts";' }),
        readModule({ path: "server/engine/b.ts", text: 'import { c } from "#engine/c.ts";' }),
        readModule({ path: "server/engine/c.ts", text: `${link} { a } from "./a.ts";` }),
      ]);
    expect(circle("import")).toEqual([
      "server/engine/a.ts > server/engine/b.ts > server/engine/c.ts > server/engine/a.ts",
    ]);
    expect(circle("import type")).toEqual([]);
  });

  test("count lines, and notice an exemption that has become idle", () => {
    const three = [readModule({ path: "server/engine/a.ts", text: "1;\n2;\n3;\n" })];
    expect(lengthProblems(three, 3, [])).toEqual([]);
    expect(lengthProblems(three, 2, [])).toHaveLength(1);
    expect(lengthProblems(three, 2, ["server/engine/a.ts"])).toEqual([]);
    expect(lengthProblems(three, 3, ["server/engine/a.ts"])).toHaveLength(1);
  });
});
