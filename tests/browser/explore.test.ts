import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { dictionaries, expectAccessible, openSite, visits } from "./support.ts";

const site = openSite();

const valueOf = (page: Page, quantity: string): Promise<string> =>
  page.locator(`[data-quantity="${quantity}"] .number`).innerText();

describe.each(visits)("explore, $width, $language", (who) => {
  const { explore } = dictionaries[who.language];

  test("Mazur's network follows every change, and keeps its results while a field holds no number", async () => {
    const { page, problems, close } = await site.visit(who);
    await page.goto(`${site.address}/explore/S4`);
    await page.locator(".quantities").waitFor();
    expect(await valueOf(page, "loss")).toBe("0.29837111");
    expect(await valueOf(page, "grads.W1.0.0")).toBe("0.00043856773");
    expect(await valueOf(page, "updated.W2.0.0")).toBe("0.35891648");

    // out_h1 = sigma(.15 * 2 + .2 * .1 + .35) = sigma(.67) = 1 / (1 + exp(-.67))
    const input = page.locator('[data-path="inputs.X.0.0"]');
    await input.fill("2");
    expect(await valueOf(page, "forward.z1.0.0")).toBe("0.67");
    expect(await valueOf(page, "forward.a1.0.0")).toBe(String(Number((1 / (1 + Math.exp(-0.67))).toPrecision(8))));
    await input.fill("2x");
    await page.locator(".faults .notice").waitFor();
    expect(await page.locator(".faults").innerText()).toContain("i1");
    expect(await valueOf(page, "forward.z1.0.0")).toBe("0.67");
    await expectAccessible(page);
    await page.getByRole("button", { name: explore.reset }).click();
    expect(await valueOf(page, "loss")).toBe("0.29837111");
    expect(problems).toEqual([]);
    await close();
  });

  test("any quantity shows its derivation, and lights up in the picture", async () => {
    const { page, close } = await site.visit(who);
    await page.goto(`${site.address}/explore/S4`);
    await page.locator('[data-quantity="grads.W1.0.0"]').click();
    await page.locator(".row-steps .katex").first().waitFor();
    expect(await page.locator(".row-steps .step").count()).toBeGreaterThan(4);
    expect(await page.locator(".diagram .result").count()).toBeGreaterThan(0);
    await expectAccessible(page);
    await close();
  });

  test("its misprint is told, with the right number and the mistake", async () => {
    const { page, close } = await site.visit(who);
    await page.goto(`${site.address}/explore/S4`);
    const note = page.locator(".misprint");
    await note.getByText("0.29102777369359933").waitFor();
    expect(await note.innerText()).toContain("0.291027924");
    await note.getByText(explore.misprintMistake.split("{mistake}")[0]!).waitFor();
    await close();
  });

  test("Case 1's rule stands beside the gradient, and the weights that go the wrong way are marked", async () => {
    const { page, close } = await site.visit(who);
    await page.goto(`${site.address}/explore/S1`);
    await page.locator(".rule tbody tr").first().waitFor();
    const texts = await page.locator(".rule tbody tr").allInnerTexts();
    // The table of the reference computation, to the digits that the page has room for.
    const [w46, w14, wx11] =
      who.width === "desktop"
        ? [
            ["−0.00477172614486", "1"],
            ["−0.000608277013326", "4.01418654"],
            ["5.54607038506e−5", "17.1429084"],
          ]
        : [
            ["−0.00477173", "1"],
            ["−0.000608277", "4.01419"],
            ["5.54607e−5", "17.1429"],
          ];
    for (const [exact, ratio] of [w46, w14, wx11])
      expect(texts.some((text) => text.includes(exact!) && text.trim().endsWith(ratio!))).toBe(true);
    expect(texts).toHaveLength(14);
    expect(await page.locator(".rule").innerText()).toContain(explore.ruleAgree);

    // Into y3 the gradient now is .6 * .166 - .8 * .224 * .74 < 0, and by the rule .6 - .8 * .74 > 0.
    await page.locator('[data-path="params.W2.0.2"]').fill("1");
    await page.locator('[data-path="params.W2.1.2"]').fill("0.74");
    await page.locator(".rule .wrong-way").first().waitFor();
    expect(await page.locator(".rule .wrong-way").count()).toBe(2);
    expect(await page.locator(".rule").innerText()).toContain(explore.ruleWrongWay);
    await expectAccessible(page);
    await close();
  });

  test("the same network reads in another notation", async () => {
    const { page, close } = await site.visit(who);
    await page.goto(`${site.address}/explore/S2`);
    await page.locator('[aria-label="v11"]').waitFor();
    await page.getByLabel(explore.notation, { exact: true }).selectOption("mazur");
    await page.locator('[aria-label="w1"]').waitFor();
    await page.getByLabel(explore.network, { exact: true }).selectOption("S1");
    await page.locator('[aria-label="w(x1)1"]').waitFor();
    expect(page.url()).toBe(`${site.address}/explore/S1`);
    await close();
  });
});
