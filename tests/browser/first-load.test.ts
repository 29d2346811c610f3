import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";

const built = join(import.meta.dirname, "../../dist/client");

/** Kilobytes of JavaScript and CSS, compressed, that a first visit may cost before it shows a question. */
const BUDGET = 60;

test("the first load stays within its budget, and the typesetter comes later", () => {
  const page = readFileSync(join(built, "index.html"), "utf8");
  const files = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map(([, file]) => file!);
  expect(files.some((file) => file.endsWith(".js"))).toBe(true);
  expect(files.some((file) => file.endsWith(".css"))).toBe(true);
  expect(files.join()).not.toContain("katex");
  const bytes = files.map((file) => gzipSync(readFileSync(join(built, file))).length).reduce((a, b) => a + b, 0);
  expect(bytes / 1_000).toBeLessThan(BUDGET);
});
