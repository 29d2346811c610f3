import { describe, expect, test } from "vitest";
import { en } from "../../client/i18n/en.ts";
import { zh } from "../../client/i18n/zh.ts";
import { dictionaries, expectAccessible, openSite, questionAfter, visits } from "./support.ts";

const site = openSite();

describe.each(visits)("$width, $language, dark $dark", (who) => {
  const words = dictionaries[who.language];

  test("skills, settings and about", async () => {
    const { page, problems, close } = await site.visit(who);
    await page.goto(`${site.address}/skills`);
    await page.locator(".skill").first().waitFor();
    await expectAccessible(page);

    await page.getByRole("link", { name: words.nav.settings }).click();
    await page.locator("#zone").waitFor();
    await expectAccessible(page);

    await page.getByRole("link", { name: words.nav.about }).click();
    await page.getByRole("heading", { name: words.about.title, level: 1 }).waitFor();
    await expectAccessible(page);
    expect(problems).toEqual([]);
    await close();
  });
});

test("a skill is practised from the list", async () => {
  const { page, close } = await site.visit({ width: "phone", language: "en" });
  await page.goto(`${site.address}/skills`);
  const question = await questionAfter(page, () => page.locator(".skill .button").nth(3).click());
  expect(question.reason).toBe("chosen");
  expect(page.url()).toBe(`${site.address}/practice/${question.skill}`);
  await questionAfter(page, () => page.getByRole("link", { name: en.practice.stopPractising }).click());
  await close();
});

test("settings are kept on the server, and what cannot be is named", async () => {
  const { page, close } = await site.visit({ width: "desktop", language: "en" });
  await page.goto(`${site.address}/settings`);
  await page.locator("#zone").fill("Mars/Olympus");
  await page.getByText(en.settings.zoneBad).waitFor();
  await page.locator("#zone").fill("Asia/Shanghai");
  await page.locator("#zone").press("Tab");
  await page.getByText(en.settings.saved).waitFor();
  await page.locator("#new-per-day").fill("a lot");
  await page.getByText(en.settings.newPerDayBad).waitFor();
  await page.getByLabel(en.settings.language).selectOption("zh");
  await page.getByRole("heading", { name: zh.settings.title, level: 1 }).waitFor();
  // One field still holds what cannot be stored.
  await page.getByText(zh.settings.newPerDayBad).waitFor();
  expect(await page.getByText(zh.settings.saved).count()).toBe(0);
  await page.locator("#new-per-day").fill("12");
  await page.locator("#new-per-day").press("Tab");
  await page.getByText(zh.settings.saved).waitFor();
  await page.getByLabel(zh.settings.theme).selectOption("dark");
  await page.reload();
  await page.getByRole("heading", { name: zh.settings.title, level: 1 }).waitFor();
  expect(await page.locator("html").getAttribute("data-theme")).toBe("dark");
  await page.locator("#zone").waitFor();
  expect(await page.locator("#zone").inputValue()).toBe("Asia/Shanghai");
  await close();
});

test("a skill that does not exist is named as such, with a way on", async () => {
  const { page, close } = await site.visit({ width: "phone", language: "en" });
  await page.goto(`${site.address}/practice/nope`);
  await page.getByRole("heading", { name: en.common.noSkill }).waitFor();
  await expectAccessible(page);
  const next = () => page.getByRole("link", { name: en.common.backToPractice }).click();
  expect((await questionAfter(page, next)).reason).not.toBe("chosen");
  await close();
});

test.each(["desktop", "phone"] as const)(
  "on a %s, what stands at the edge ends where the content ends",
  async (width) => {
    const { page, close } = await site.visit({ width, language: "en" });
    await page.goto(`${site.address}/about`);
    await page.locator(".bottom").waitFor();
    const ends = await page.evaluate(() => {
      const inner = (selector: string) => {
        const element = document.querySelector(selector)!;
        const { left, right } = element.getBoundingClientRect();
        const { paddingLeft, paddingRight, borderRightWidth } = getComputedStyle(element);
        return [left + parseFloat(paddingLeft), right - parseFloat(paddingRight) - parseFloat(borderRightWidth)];
      };
      return { content: inner("main"), line: inner(".bottom"), account: inner(".account-link")[1] };
    });
    expect(ends.line).toEqual(ends.content);
    expect(ends.account).toBeCloseTo(ends.content[1] ?? 0, 1);
    await close();
  },
);

test("an address that leads nowhere says so", async () => {
  const { page, close } = await site.visit({ width: "desktop", language: "en" });
  await page.goto(`${site.address}/nowhere`);
  await page.getByRole("heading", { name: en.common.notFound }).waitFor();
  expect(await page.title()).toContain(en.common.notFound);
  await expectAccessible(page);
  await close();
});
