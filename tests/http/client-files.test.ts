import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FastifyInstance } from "fastify";
import { assemble } from "../../server/http/assemble.ts";
import { testContext, visitor } from "./support.ts";

const clientDir = mkdtempSync(join(tmpdir(), "drill-client-"));
mkdirSync(join(clientDir, "assets"));
writeFileSync(join(clientDir, "index.html"), "<!doctype html><title>Drill</title>");
writeFileSync(join(clientDir, "assets", "app-1a2b.js"), `export const text = "${"long ".repeat(1000)}";`);

let app: FastifyInstance;
beforeAll(async () => {
  app = await assemble(await testContext({ clientDir }), {}, {});
});
afterAll(async () => {
  await app.close();
  rmSync(clientDir, { recursive: true });
});

describe("the client", () => {
  test("has one page at every address that it may route by itself", async () => {
    for (const url of ["/", "/skills", "/explore?network=S4"]) {
      const sent = await visitor(app, { accept: "text/html,*/*" }).get(url);
      expect([sent.status, sent.headers["cache-control"], sent.text]).toEqual([
        200,
        "no-cache",
        "<!doctype html><title>Drill</title>",
      ]);
      expect(sent.headers["content-security-policy"]).toContain("default-src 'self'");
    }
  });

  test("has files that are named by their contents, kept for good, and sent compressed", async () => {
    const sent = await visitor(app, { "accept-encoding": "br" }).get("/assets/app-1a2b.js");
    expect(sent.status).toBe(200);
    expect(sent.headers).toMatchObject({
      "cache-control": "public, max-age=31536000, immutable",
      "content-encoding": "br",
    });
  });

  test("is not what an unknown file, an unknown call or a stray write gets", async () => {
    expect((await visitor(app).get("/assets/gone.js")).error?.code).toBe("not_found");
    expect((await visitor(app, { accept: "text/html" }).get("/api/gone")).error?.code).toBe("not_found");
    expect((await visitor(app, { accept: "text/html" }).post("/")).status).toBe(404);
    expect((await visitor(app).get("/../package.json")).status).toBe(404);
    expect((await visitor(app).get("/%2e%2e/package.json")).status).toBe(404);
  });
});
