import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import type { Question } from "#contract/practice.ts";
import { dictionaries, expectAccessible, openSite, questionAfter, twoVisits } from "./support.ts";

const site = openSite();

/** The numbers of the options that lead from a weight through its own hidden unit to an output, by output. */
function contributing({ task }: Question): string[] {
  if (task.form !== "paths" || task.paths === null) throw new Error("Paths were asked for.");
  const isPath =
    /^params\.W1\.(\d)\.\d forward\.z1\.0\.\1 forward\.a1\.0\.\1 forward\.z2\.0\.(\d) forward\.a2\.0\.\2 forward\.E\.0\.\2 loss$/;
  const outputs = task.paths.map(({ quantities }) => isPath.exec(quantities.join(" "))?.[2]);
  return ["0", "1"].map((output) => String(outputs.indexOf(output) + 1));
}

/** Presses a node of the diagram where it is drawn. */
async function press(page: Page, node: string): Promise<void> {
  await page.locator(`[data-node="${node}"]`).scrollIntoViewIfNeeded();
  const { x, y, width, height } = (await page.locator(`[data-node="${node}"] > circle`).boundingBox())!;
  await page.mouse.click(x + width / 2, y + height / 2);
}

describe.each(twoVisits)("paths, $width, $language", (who) => {
  const { verdict, practice } = dictionaries[who.language];

  test("are chosen by key, by tap, or in the diagram; taking only one of two is told", async () => {
    const { page, problems, close } = await site.visit(who);
    await page.route("**/api/practice/next", (route) =>
      route.continue({ postData: JSON.stringify({ skill: "mlp.hidden_grad", form: "paths", level: 3 }) }),
    );
    const question = await questionAfter(page, () => page.goto(`${site.address}/practice/mlp.hidden_grad`));
    const [first, second] = contributing(question);
    await page.getByRole("group", { name: practice.pathsLabel }).waitFor();
    await expectAccessible(page);

    const box = (number: string) => page.locator(`.option input[value="${number}"]`);
    if (who.width === "desktop") await page.keyboard.press(first!);
    else await box(first!).tap();
    expect(await box(first!).isChecked()).toBe(true);
    expect(await page.locator(".edge.result").count()).toBe(3);
    await page.getByRole("button", { name: practice.check, exact: true }).click();
    await page.locator(".verdict.wrong").waitFor();
    expect(await page.locator(".verdict .mistake").innerText()).toContain(verdict.mistake);
    expect(
      await page
        .locator(".solved-options li")
        .nth(Number(second) - 1)
        .innerText(),
    ).toContain(verdict.missed);
    await expectAccessible(page);

    await page.getByRole("button", { name: practice.tryAgain }).click();
    const [, unit] = /^grads\.W1\.(\d)/.exec(question.ask!.quantity)!;
    for (const node of [`unit.1.${unit}`, "unit.2.0", `unit.1.${unit}`, "unit.2.1"]) await press(page, node);
    expect(await page.locator(".option input:checked").count()).toBe(2);
    expect(await page.locator(".edge.result").count()).toBe(5);
    await expectAccessible(page);
    await page.getByRole("button", { name: practice.check, exact: true }).click();
    await page.locator(".verdict.right").waitFor();
    await expectAccessible(page);
    expect(problems).toEqual([]);
    await close();
  });
});
