import type { Reporter, TestModule } from "vitest/node";

/** Ends a run with "N passed, N failed" on a line of its own, for whoever reads the log by machine. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], outsideOfTests: readonly unknown[]): void {
    let passed = 0;
    let failed = outsideOfTests.length;
    for (const module of modules) {
      // A file that breaks before its first test, or beside its tests, counts as one failure.
      failed += module.errors().length;
      for (const test of module.children.allTests()) {
        if (test.result().state === "passed") passed += 1;
        else failed += 1;
      }
    }
    console.log(`\n${passed} passed, ${failed} failed`);
  }
}
