import { describe, expect, test } from "vitest";
import type { Prose, Question } from "#contract/practice.ts";
import { dictionaries, expectAccessible, openSite, questionAfter, rightNumber, twoVisits } from "./support.ts";

const site = openSite();

const textOf = (piece: Prose[number]): string => (typeof piece === "string" ? piece : piece.text);

/** The places of the right option and of a wrong one. */
async function options(page: Parameters<typeof rightNumber>[0], question: Question) {
  if (question.task.form !== "choice") throw new Error("A choice was asked for.");
  const key = await rightNumber(page, question);
  const distance = question.task.options.map(({ en: [piece] }) => Math.abs(Number(textOf(piece!)) - key));
  const right = distance.indexOf(Math.min(...distance));
  return { right: String(right + 1), wrong: right === 0 ? "2" : "1" };
}

describe.each(twoVisits)("a choice, $width, $language", (who) => {
  const { verdict, practice } = dictionaries[who.language];

  test("is made by key or by tap; a wrong one is told its mistake", async () => {
    const { page, problems, close } = await site.visit(who);
    await page.route("**/api/practice/next", (route) =>
      route.continue({ postData: JSON.stringify({ skill: "neuron.delta", form: "choice" }) }),
    );
    const question = await questionAfter(page, () => page.goto(`${site.address}/practice/neuron.delta`));
    const { right, wrong } = await options(page, question);
    await page.getByRole("group", { name: practice.chooseLabel }).waitFor();
    await expectAccessible(page);

    if (who.width === "desktop") await page.keyboard.press(wrong);
    else
      await page
        .locator(".option")
        .nth(Number(wrong) - 1)
        .tap();
    expect(await page.locator(".option input:checked").getAttribute("value")).toBe(wrong);
    await page.getByRole("button", { name: practice.check, exact: true }).click();
    await page.locator(".verdict.wrong").waitFor();
    expect(await page.locator(".verdict .mistake").innerText()).toContain(verdict.mistake);
    expect(await page.locator(".solved-options .bad").innerText()).toContain(verdict.chosen);
    await expectAccessible(page);

    await page.getByRole("button", { name: practice.tryAgain }).click();
    await page.keyboard.press(right);
    await page.getByRole("button", { name: practice.check, exact: true }).click();
    await page.locator(".verdict.right").waitFor();
    expect(problems).toEqual([]);
    await close();
  });
});
