import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { compressFolder } from "../../server/cli/compress.ts";

test("every text file of a build gets two compressed twins, and a font none", () => {
  const folder = mkdtempSync(join(tmpdir(), "compress-"));
  try {
    mkdirSync(join(folder, "assets"));
    const script = join(folder, "assets/index.js");
    const text = "反向传播 ".repeat(1000);
    writeFileSync(script, text);
    writeFileSync(join(folder, "assets/font.woff2"), "");
    compressFolder(folder);
    expect(readdirSync(join(folder, "assets")).toSorted()).toEqual([
      "font.woff2",
      "index.js",
      "index.js.br",
      "index.js.gz",
    ]);
    expect(brotliDecompressSync(readFileSync(`${script}.br`)).toString()).toBe(text);
    expect(gunzipSync(readFileSync(`${script}.gz`)).toString()).toBe(text);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
