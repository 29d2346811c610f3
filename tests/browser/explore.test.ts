import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { en } from "../../client/i18n/en.ts";
import { zh } from "../../client/i18n/zh.ts";
import { dictionaries, expectAccessible, openSite, visits } from "./support.ts";

const site = openSite();

const valueOf = (page: Page, quantity: string): Promise<string> =>
  page.locator(`[data-quantity="${quantity}"] .number`).innerText();

/** Whether the first element of its kind is on the screen, and not outside of the list that scrolls. */
const isInSight = (page: Page, selector: string): Promise<boolean> =>
  page
    .locator(selector)
    .first()
    .evaluate((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      const list = document.querySelector(".quantities")!.getBoundingClientRect();
      return top >= Math.max(0, list.top) && bottom <= Math.min(innerHeight, list.bottom);
    });

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
    expect(await isInSight(page, ".row-steps .step")).toBe(true);
    expect(await page.locator(".diagram .result").count()).toBeGreaterThan(0);
    await expectAccessible(page);
    await close();
  });

  test("its misprint is told, with the right number and the mistake", async () => {
    const { page, close } = await site.visit(who);
    await page.goto(`${site.address}/explore/S4`);
    const note = page.locator(".misprint");
    await note.getByText("0.2910277737").waitFor();
    expect(await note.innerText()).toContain("0.291027924");
    await note.getByText(explore.misprintMistake.split("{mistake}")[0]!).waitFor();
    // It is about the source's own numbers.
    await page.locator('[data-path="inputs.X.0.0"]').fill("1/4");
    expect(await note.count()).toBe(0);
    await page.getByRole("button", { name: explore.reset }).click();
    await note.waitFor();
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
            ["−0.004772", "1"],
            ["−0.0006083", "4.014"],
            ["5.546e−5", "17.14"],
          ];
    for (const [exact, ratio] of [w46, w14, wx11])
      expect(texts.some((text) => text.includes(exact!) && text.trim().endsWith(ratio!))).toBe(true);
    expect(texts).toHaveLength(14);
    expect(await page.locator(".rule").innerText()).toContain(explore.ruleAgree);
    const tooWide = await page
      .locator(".rule :is(th, td)")
      .evaluateAll((cells) => cells.filter((cell) => cell.scrollWidth > cell.clientWidth).length);
    expect(tooWide).toBe(0);

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

test("a page that could not be fetched says so, and opens when it is tried again", async () => {
  const { page, close } = await site.visit({ width: "phone", language: "en" });
  const chunk = /assets\/explore-[^/]+\.js$/;
  await page.route(chunk, (route) => route.abort());
  await page.goto(`${site.address}/explore/S4`);
  await page.getByText(en.failure.offline).waitFor();
  await expectAccessible(page);
  await page.unroute(chunk);
  await page.getByRole("button", { name: en.common.retry }).click();
  await page.locator(".quantities").waitFor();
  expect(await valueOf(page, "loss")).toBe("0.29837111");
  await close();
});

test("functions have names in both languages, and error signals stand in the order of the units", async () => {
  const { page, close } = await site.visit({ width: "desktop", language: "zh" });
  await page.goto(`${site.address}/explore/S4`);
  await page.locator(".quantities").waitFor();
  const options = await page.locator(".function-choices option").allInnerTexts();
  expect(options).toContain(zh.explore.activations.identity);
  expect(options).toContain("ReLU6");
  expect(options.filter((name) => name.includes("_") || name === "half squared")).toEqual([]);
  const signals = await page
    .locator('[data-quantity^="deltas."]')
    .evaluateAll((rows) => rows.map((row) => row.dataset["quantity"]));
  expect(signals).toEqual(["deltas.z2.0.0", "deltas.z2.0.1", "deltas.z1.0.0", "deltas.z1.0.1"]);
  await close();
});
