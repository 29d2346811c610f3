import { describe, expect, test } from "vitest";
import { findBrowser, launchBrowser, VIEWPORTS } from "../support/browser.ts";
import { expectAccessible, violations } from "./accessible.ts";

/** The picture of one character, as the browser draws it with the fonts it finds. */
function drawn(character: string): string {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 32;
  const context = canvas.getContext("2d")!;
  context.font = "24px sans-serif";
  context.fillText(character, 2, 26);
  return canvas.toDataURL();
}

describe("the browser of the tests", () => {
  test("is the one asked for, or the mistake is said", async () => {
    expect(await findBrowser({ CHROMIUM_PATH: process.execPath })).toEqual({ executablePath: process.execPath });
    await expect(findBrowser({ CHROMIUM_PATH: "/no/such/chromium" })).rejects.toThrow("/no/such/chromium");
  });

  test("opens a page at the width of a phone, and shows Chinese", async () => {
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage({ viewport: VIEWPORTS.phone });
      expect(await page.evaluate(() => innerWidth)).toBe(360);
      // A font without the characters would draw nothing, or the same box for each.
      const pictures = await Promise.all(["反", "向", " "].map((character) => page.evaluate(drawn, character)));
      expect(new Set(pictures).size).toBe(3);
    } finally {
      await browser.close();
    }
  });

  test("finds what a screen reader cannot read, and leaves formulas as they were", async () => {
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage();
      const formula = '<span class="katex"><span class="katex-html" aria-hidden="true"><span>w</span></span></span>';
      const content = (more: string) =>
        `<!doctype html><html lang="en"><title>t</title><body><main><h1>t</h1>${formula}${more}</main>`;
      await page.setContent(content(""));
      await expectAccessible(page);
      expect(await page.locator(".katex").evaluate((element) => element.outerHTML)).toBe(formula);
      await page.setContent(content('<img src="data:," width="9" height="9">'));
      expect(await violations(page)).toEqual([expect.stringContaining("image-alt")]);
      await page.setContent(content('<p style="width: 4000px">wide</p>'));
      await expect(expectAccessible(page)).rejects.toThrow("to be less than or equal");
    } finally {
      await browser.close();
    }
  });
});
