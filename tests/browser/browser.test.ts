import { describe, expect, test } from "vitest";
import { findBrowser, launchBrowser, VIEWPORTS } from "../support/browser.ts";

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
});
