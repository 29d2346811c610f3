import axe from "axe-core";
import type { Page } from "playwright-core";
import { expect } from "vitest";

declare global {
  interface Window {
    readonly axe?: typeof axe;
  }
}

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Expects that axe finds nothing against WCAG 2.2 AA, and that the page does not scroll sideways. */
export async function expectAccessible(page: Page): Promise<void> {
  expect(await violations(page)).toEqual([]);
  // A phone would widen its window rather than scroll, so the page is measured against the screen.
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(page.viewportSize()!.width);
}

/** What axe finds, each with the elements that it is found at. */
export async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  return page.evaluate(violationsHere, TAGS);
}

/**
 * Runs in the page. The drawn half of each formula is hidden from screen readers, and its MathML is looked at; axe
 * walks over thousands of elements less while boxes of the same size stand in for what is drawn.
 */
async function violationsHere(tags: string[]): Promise<string[]> {
  const drawn = [...document.querySelectorAll<HTMLElement>(".katex-html")];
  const sizes = drawn.map((half) => half.getBoundingClientRect());
  const contents = drawn.map((half) => [...half.childNodes]);
  drawn.forEach((half, place) => {
    const { width, height } = sizes[place]!;
    half.style.cssText = `display: inline-block; width: ${width}px; height: ${height}px`;
    half.replaceChildren();
  });
  try {
    const found = await window.axe!.run(
      { exclude: [".katex-html"] },
      { runOnly: tags, resultTypes: ["violations"], iframes: false },
    );
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
  } finally {
    drawn.forEach((half, place) => {
      half.removeAttribute("style");
      half.replaceChildren(...contents[place]!);
    });
  }
}
