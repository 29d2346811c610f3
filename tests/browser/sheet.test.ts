import { describe, expect, test } from "vitest";
import type { Page } from "playwright-core";
import type { Question } from "#contract/practice.ts";
import { dictionaries, expectAccessible, openSite, questionAfter, twoVisits } from "./support.ts";

const site = openSite();

const fields = (page: Page) => page.locator(".answer .sheet input");

/** The right numbers of a sheet, by the server's calculator: a step of each derivation ends with one. */
async function rightNumbers(page: Page, { network, task, notation, ask }: Question): Promise<number[]> {
  if (task.form !== "sheet") throw new Error("A sheet was asked for.");
  const data = { network, notation, ask: [ask!.quantity] };
  const reply = await page.request.post(new URL("/api/derive", page.url()).href, { data });
  type Step = { symbol: { text: string }; value: number };
  const { derivations } = (await reply.json()) as { derivations: { steps: Step[] }[] };
  const values = new Map(derivations.flatMap(({ steps }) => steps.map((step) => [step.symbol.text, step.value])));
  return task.cells.map(({ text }) => values.get(text)!);
}

describe.each(twoVisits)("a sheet, $width, $language", (who) => {
  const { practice, verdict, sheet } = dictionaries[who.language];

  test("is filled cell by cell; a slip is carried forward and said so", async () => {
    const { page, problems, close } = await site.visit(who);
    await page.route("**/api/practice/next", (route) =>
      route.continue({ postData: JSON.stringify({ skill: "mlp.forward", form: "sheet" }) }),
    );
    const question = await questionAfter(page, () => page.goto(`${site.address}/practice/mlp.forward`));
    const right = await rightNumbers(page, question);
    await page.getByRole("group", { name: practice.answerLabel }).waitFor();
    expect(await fields(page).count()).toBe(right.length);
    await expectAccessible(page);

    // Enter leads from field to field, and checks after the last one; the first number is 10 too large.
    await fields(page).first().focus();
    for (const [i, number] of right.entries()) {
      await page.keyboard.type(String(i === 0 ? number + 10 : number));
      await page.keyboard.press("Enter");
    }
    await page.locator(".verdict.wrong").waitFor();
    const solved = page.locator(".solved-cells tbody tr");
    expect(await solved.first().innerText()).toContain(sheet.verdicts.wrong);
    expect(await solved.nth(2).innerText()).toContain(sheet.verdicts.right);
    await expectAccessible(page);

    await page.getByRole("button", { name: practice.tryAgain }).click();
    await fields(page).nth(1).fill("1 +");
    await page.getByRole("button", { name: practice.check, exact: true }).click();
    await page.locator(".verdict.unreadable").waitFor();
    expect(await fields(page).nth(1).getAttribute("aria-invalid")).toBe("true");
    expect(await page.locator(".verdict.unreadable").innerText()).toContain(verdict.unreadableNote);

    for (const [i, number] of right.entries()) await fields(page).nth(i).fill(String(number));
    await page.getByRole("button", { name: practice.check, exact: true }).click();
    await page.locator(".verdict.right").waitFor();
    expect(problems).toEqual([]);
    await close();
  });
});
