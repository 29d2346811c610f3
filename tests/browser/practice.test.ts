import { describe, expect, test } from "vitest";
import { en } from "../../client/i18n/en.ts";
import { zh } from "../../client/i18n/zh.ts";
import { answer, dictionaries, expectAccessible, openSite, questionAfter, rightNumber, visits } from "./support.ts";

const site = openSite();

describe.each(visits)("practice, $width, $language", (who) => {
  const { verdict, practice, derivation } = dictionaries[who.language];

  test("the first minute: a question at once, a right answer, the next one by Enter", async () => {
    const { page, problems, close } = await site.visit(who);
    const first = await questionAfter(page, () => page.goto(site.address));
    expect(first.level).toBe(1);
    // The stop does not begin a line of its own.
    expect(await page.locator("h1 .unbroken").innerText()).toMatch(/[.。]$/u);
    expect(await page.locator("html").getAttribute("lang")).toBe(who.language === "zh" ? "zh-Hans" : "en");
    await expectAccessible(page);

    await answer(page, String(await rightNumber(page, first)));
    expect(await page.locator(".verdict h2").innerText()).toContain(verdict.right);
    const said = page.getByRole("region", { name: practice.spoken });
    await said.locator(".katex").first().waitFor();
    expect(await said.locator(".katex-error").count()).toBe(0);
    await expectAccessible(page);

    const second = await questionAfter(page, () => page.keyboard.press("Enter"));
    expect(second.ticket).not.toBe(first.ticket);
    expect(await page.locator(".verdict").count()).toBe(0);
    expect(problems).toEqual([]);
    await close();
  });

  test("a wrong answer: its mistake is named, and the first step that it changes is shown", async () => {
    const { page, problems, close } = await site.visit(who);
    const question = await questionAfter(page, () => page.goto(`${site.address}/practice/mlp.hidden_grad`));
    // Whoever takes the error as t - o gets every gradient with the other sign.
    await answer(page, String(-(await rightNumber(page, question))));
    const shown = page.locator(".verdict");
    expect(await shown.locator("h2").innerText()).toContain(verdict.wrong);
    expect(await shown.innerText()).toContain(verdict.accepted);
    expect(await shown.locator(".mistake").innerText()).toContain(verdict.mistake);
    expect(await shown.innerText()).toContain(verdict.again.network);
    expect(await page.locator(".difference").innerText()).toContain(derivation.firstDifference);
    expect(await page.locator(".diagram .result").count()).toBeGreaterThan(0);
    await expectAccessible(page);

    await page.getByRole("button", { name: derivation.showAll }).click();
    await page.locator(".steps .step").last().click();
    await expectAccessible(page);

    await page.getByRole("button", { name: practice.tryAgain }).click();
    await answer(page, String(await rightNumber(page, question)));
    expect(await shown.innerText()).toContain(verdict.notCounted);

    const fresh = await questionAfter(page, () => page.getByRole("button", { name: practice.another.network }).click());
    expect(fresh.skill).toBe(question.skill);
    expect(fresh.network).not.toEqual(question.network);
    expect(problems).toEqual([]);
    await close();
  });

  test("what cannot be read costs nothing and says where reading stopped", async () => {
    const { page, close } = await site.visit(who);
    await questionAfter(page, () => page.goto(site.address));
    await answer(page, "0.5 apples");
    expect(await page.locator(".verdict h2").innerText()).toBe(verdict.unreadable);
    expect(await page.locator(".verdict mark").innerText()).toBe("a");
    expect(await page.locator(".answer input").inputValue()).toBe("0.5 apples");
    await expectAccessible(page);
    await close();
  });

  test("hints come one by one, and the last asks first", async () => {
    const { page, close } = await site.visit(who);
    const question = await questionAfter(page, () => page.goto(`${site.address}/practice/mlp.hidden_grad`));
    const more = page.getByRole("button", { name: practice.hint, exact: true });
    const buttons = page.locator(".question-work > .actions");
    for (let number = 1; number < question.hints.total; number++) {
      await more.click();
      await page.locator(`.hints li:nth-child(${number})`).waitFor();
    }
    await more.click();
    await page.getByRole("button", { name: practice.hintAnyway }).click();
    await page.locator(`.hints li:nth-child(${question.hints.total})`).waitFor();
    expect(await page.locator(".hints").innerText()).toContain(practice.hintCost);
    const [actions, hints] = [await buttons.boundingBox(), await page.locator(".hints").boundingBox()];
    expect(hints!.y - (actions!.y + actions!.height)).toBeLessThan(24);
    await expectAccessible(page);

    await questionAfter(page, () => page.reload());
    expect(await page.locator(".hints li").count()).toBe(question.hints.total);
    expect(await more.getAttribute("aria-disabled")).toBe("true");
    await close();
  });

  test("giving up asks once, then shows the answer; a report is stored", async () => {
    const { page, close } = await site.visit(who);
    await questionAfter(page, () => page.goto(site.address));
    await page.getByRole("button", { name: practice.giveUp }).click();
    await page.getByRole("button", { name: practice.giveUpYes }).click();
    expect(await page.locator(".verdict h2").innerText()).toBe(verdict.gave_up);
    await page.getByRole("button", { name: practice.report }).click();
    await page.locator("dialog textarea").fill("?");
    await expectAccessible(page);
    await page.locator("dialog button[type=submit]").click();
    await page.locator("output.good").waitFor();
    await close();
  });
});

test("keys: hint, another network, the list of keys, and Escape", async () => {
  const { page, close } = await site.visit({ width: "desktop", language: "en" });
  const first = await questionAfter(page, () => page.goto(site.address));
  await page.locator(".answer input:focus").waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await page.getByRole("dialog").waitFor();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.keyboard.press("h");
  await page.locator(".hints li").or(page.getByText(en.practice.hintWarning)).first().waitFor();
  const second = await questionAfter(page, () => page.keyboard.press("n"));
  expect(second.skill).toBe(first.skill);
  expect(second.network).not.toEqual(first.network);
  // In the field, letters stay letters: the dialog does not open, and nothing else is fetched.
  await page.locator(".answer input").pressSequentially("1e-3?");
  expect(await page.locator(".answer input").inputValue()).toBe("1e-3?");
  await questionAfter(page, () => page.keyboard.press("Alt+n"));
  await close();
});

test("a verdict is still there after a reload, until the next question is asked for", async () => {
  const { page, close } = await site.visit({ width: "phone", language: "en" });
  const question = await questionAfter(page, () => page.goto(`${site.address}/practice/mlp.hidden_grad`));
  await answer(page, "123");
  const told = await page.locator(".verdict").innerText();
  await page.reload();
  await page.locator(".verdict").waitFor();
  expect(await page.locator(".verdict").innerText()).toBe(told);
  expect(await page.locator(".answer input").inputValue()).toBe("123");
  await page.getByText("0 of 1 right today").waitFor();
  await page.getByRole("button", { name: en.practice.tryAgain }).click();
  await answer(page, String(await rightNumber(page, question)));
  expect(await page.locator(".verdict").innerText()).toContain(en.verdict.notCounted);

  const next = await questionAfter(page, () => page.getByRole("button", { name: en.practice.next }).click());
  expect((await questionAfter(page, () => page.reload())).ticket).toBe(next.ticket);
  expect(await page.locator(".verdict").count()).toBe(0);
  await close();
});

test("what is told in words stands as the headline, without a picture", async () => {
  const { page, close } = await site.visit({ width: "phone", language: "zh" });
  const question = await questionAfter(page, () => page.goto(`${site.address}/practice/cx.params`));
  expect(await page.locator("h1").innerText()).toBe(question.ask!.told!.zh);
  expect(await page.locator(".diagram").count()).toBe(0);
  await page.getByRole("button", { name: zh.practice.another.numbers }).waitFor();
  await expectAccessible(page);
  await close();
});

test("the next step of a derivation comes into sight", async () => {
  const { page, close } = await site.visit({ width: "desktop", language: "en" });
  await questionAfter(page, () => page.goto(`${site.address}/practice/mlp.hidden_grad`));
  await page.getByRole("button", { name: en.practice.giveUp }).click();
  await page.getByRole("button", { name: en.practice.giveUpYes }).click();
  await page.locator(".verdict").waitFor();
  for (let number = 1; number <= 6; number++) {
    await page.keyboard.press("d");
    const step = await page.locator(`.steps > li:nth-child(${number})`).boundingBox();
    expect(step!.y + step!.height).toBeLessThan(page.viewportSize()!.height);
  }
  await close();
});

test("an answer to a question that another tab replaced does not count, and says so", async () => {
  const { page, close } = await site.visit({ width: "desktop", language: "en" });
  const question = await questionAfter(page, () => page.goto(site.address));
  await page.request.post(`${site.address}/api/practice/${question.ticket}/another`, { data: {} });
  await answer(page, "1");
  expect(await page.locator(".verdict").innerText()).toContain(en.verdict.settledElsewhere);
  await page.getByRole("button", { name: en.practice.tryAgain }).click();
  await page.getByRole("button", { name: en.practice.giveUp }).click();
  await page.getByText(en.practice.giveUpAgainAsk).waitFor();
  await close();
});

test("an answer given offline is kept, and counts once when the server is back", async () => {
  const { page, close } = await site.visit({ width: "phone", language: "en" });
  const question = await questionAfter(page, () => page.goto(site.address));
  const right = String(await rightNumber(page, question));
  await page.context().setOffline(true);
  await page.locator(".answer input").fill(right);
  await page.locator(".answer input").press("Enter");
  const told = page.getByText(en.failure.offlineAnswer);
  await told.waitFor();
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  expect((await told.boundingBox())!.y).toBeGreaterThan(0);
  expect(await page.locator(".answer input").inputValue()).toBe(right);
  const another = page.getByRole("button", { name: en.practice.another.network });
  expect(await another.getAttribute("aria-disabled")).toBe("true");
  await page.context().setOffline(false);
  await page.locator(".verdict.right").waitFor();
  expect(await page.locator(".progress-line").innerText()).toContain("1 of 1");
  await close();
});

test("when nothing is due, it says so and offers practice all the same", async () => {
  const { page, close } = await site.visit({ width: "phone", language: "zh" });
  await page.request.get(`${site.address}/api/me`);
  await page.request.patch(`${site.address}/api/me/settings`, { data: { newPerDay: 0 } });
  await page.goto(site.address);
  await page.getByRole("heading", { name: zh.practice.nothingTitle }).waitFor();
  await expectAccessible(page);
  const question = await questionAfter(page, () => page.getByRole("button", { name: zh.practice.nothingFree }).click());
  expect(question.reason).toBe("chosen");
  await close();
});

test("the symbol buttons write where the caret stands", async () => {
  const { page, close } = await site.visit({ width: "phone", language: "en" });
  await questionAfter(page, () => page.goto(site.address));
  const field = page.locator(".answer input");
  await field.fill("23");
  await field.evaluate((input: HTMLInputElement) => input.setSelectionRange(1, 1));
  await page.getByRole("button", { name: "Insert ×" }).click();
  expect(await field.inputValue()).toBe("2*3");
  await page.getByRole("button", { name: en.practice.backspace }).click();
  expect(await field.inputValue()).toBe("23");
  await close();
});
