import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "node",
          include: ["tests/**/*.test.ts"],
          exclude: ["tests/browser/**"],
          // The longest test takes two seconds on a quiet machine; a busy one must not make it fail.
          testTimeout: 60_000,
          // Node's own localStorage warns as soon as it is looked at.
          execArgv: ["--no-experimental-webstorage"],
          sequence: { groupOrder: 1 },
          // By default one core is left idle, which is half of a small machine.
          maxWorkers: "100%",
        },
      },
      {
        test: {
          name: "browser",
          include: ["tests/browser/**/*.test.ts"],
          globalSetup: "tests/support/built-client.ts",
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // After the rest: a browser on two busy cores would measure the other tests.
          sequence: { groupOrder: 2 },
          maxWorkers: 2,
          // Each file opens a site and a browser of its own; the modules themselves are read once a worker.
          isolate: false,
        },
      },
    ],
  },
});
