import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import type { Question } from "#contract/practice.ts";
import { dictionaries, expectAccessible, openSite, questionAfter, twoVisits } from "./support.ts";

const site = openSite();
const SKILL = "act.sigmoid";

/** Every question from here on is a flashcard of the skill. */
const onlyFlashcards = (page: Page) =>
  page.route("**/api/practice/next", (route) =>
    route.continue({ postData: JSON.stringify({ skill: SKILL, form: "flashcard" }) }),
  );

const cardOf = ({ task }: Question): string => (task.form === "flashcard" ? task.card : "");

describe.each(twoVisits)("a flashcard, $width, $language", (who) => {
  const { card, practice, verdict } = dictionaries[who.language];

  test("is turned, graded by the learner, and followed by the next question", async () => {
    const { page, problems, close } = await site.visit(who);
    await onlyFlashcards(page);
    const question = await questionAfter(page, () => page.goto(`${site.address}/practice/${SKILL}`));
    expect(await page.locator("h1 .katex").count()).toBeGreaterThan(0);
    expect(await page.locator(".card-back").count()).toBe(0);
    await expectAccessible(page);

    const turn = page.getByRole("button", { name: card.turn });
    const before = await turn.boundingBox();
    if (who.width === "desktop") await page.keyboard.press("Enter");
    else await turn.tap();
    await page.locator(".card-back .katex").first().waitFor();
    const grades = page.getByRole("group", { name: card.grade });
    expect((await grades.boundingBox())!.y).toBeCloseTo(before!.y, 0);
    if (cardOf(question) === "act.sigmoid.derivative") await page.getByRole("img", { name: card.plot }).waitFor();
    await expectAccessible(page);

    if (who.width === "desktop") await page.keyboard.press("1");
    else await page.getByRole("button", { name: card.grades.again }).tap();
    await page.locator(".verdict.wrong").waitFor();
    expect(await page.locator(".verdict").innerText()).toContain(card.grades.again);
    expect(await page.locator(".verdict").innerText()).toContain(verdict.again.card);
    expect(await page.getByRole("button", { name: practice.tryAgain }).count()).toBe(0);
    await expectAccessible(page);

    const next = await questionAfter(page, () => page.getByRole("button", { name: practice.next }).click());
    await turn.click();
    await page.getByRole("button", { name: card.grades.easy }).click();
    await page.locator(".verdict.right").waitFor();
    expect(next.ticket).not.toBe(question.ticket);
    expect(problems).toEqual([]);
    await close();
  });

  test("can be passed over for another one", async () => {
    const { page, close } = await site.visit(who);
    await onlyFlashcards(page);
    const first = await questionAfter(page, () => page.goto(`${site.address}/practice/${SKILL}`));
    const second = await questionAfter(page, () => page.getByRole("button", { name: practice.another.card }).click());
    expect(cardOf(second)).not.toBe(cardOf(first));
    await close();
  });
});

test("Enter turns a card, says that it was known, and goes on", async () => {
  const { page, close } = await site.visit({ width: "desktop", language: "en" });
  await onlyFlashcards(page);
  await questionAfter(page, () => page.goto(`${site.address}/practice/${SKILL}`));
  await page.locator("button.turn:focus").waitFor();
  await page.keyboard.press("Enter");
  await page.locator(".grades button.primary:focus").waitFor();
  await page.keyboard.press("Enter");
  await page.locator(".verdict.right").waitFor();
  const next = await questionAfter(page, () => page.keyboard.press("Enter"));
  expect(next.answered).toBe(false);
  await close();
});

test.each(["1", "Enter"])("a card is turned, but not graded as well, by holding %s", async (key) => {
  const { page, close } = await site.visit({ width: "desktop", language: "en" });
  await onlyFlashcards(page);
  await questionAfter(page, () => page.goto(`${site.address}/practice/${SKILL}`));
  await page.locator("button.turn:focus").waitFor();
  await page.keyboard.down(key);
  await page.locator(".grades button.primary:focus").waitFor();
  await page.keyboard.down(key);
  await page.keyboard.up(key);
  expect(await page.locator('.grades button[aria-disabled="false"]').count()).toBe(4);
  await page.keyboard.press("1");
  await page.locator(".verdict.wrong").waitFor();
  await close();
});

test("the browser's own commands grade nothing", async () => {
  const { page, close } = await site.visit({ width: "desktop", language: "en" });
  await onlyFlashcards(page);
  await questionAfter(page, () => page.goto(`${site.address}/practice/${SKILL}`));
  await page.locator("button.turn:focus").waitFor();
  await page.keyboard.press("Alt+1");
  expect(await page.locator("button.turn").count()).toBe(1);
  await close();
});
