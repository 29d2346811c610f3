import { describe, expect, test } from "vitest";
import type { Judgement } from "#contract/practice.ts";
import { dictionaries, expectAccessible, openSite, questionAfter, twoVisits } from "./support.ts";

const site = openSite();
const SKILL = "mlp.delta_rule";

describe.each(twoVisits)("find the mistake, $width, $language", (who) => {
  const { verdict, practice, find } = dictionaries[who.language];

  test("a line and a mistake are chosen; both are told what is right", async () => {
    const { page, problems, close } = await site.visit(who);
    await page.route("**/api/practice/next", (route) =>
      route.continue({ postData: JSON.stringify({ skill: SKILL, form: "find" }) }),
    );
    const question = await questionAfter(page, () => page.goto(`${site.address}/practice/${SKILL}`));
    const { task } = question;
    if (task.form !== "find") throw new Error("A mistake to find was asked for.");
    const lines = page.getByRole("group", { name: find.line }).locator(".option");
    const suspects = page.getByRole("group", { name: find.mistake }).locator(".option");
    expect([await lines.count(), await suspects.count()]).toEqual([task.lines.length, task.suspects.length]);
    await page.locator(".found-line .katex").first().waitFor();
    await expectAccessible(page);

    const check = page.getByRole("button", { name: practice.check, exact: true });
    if (who.width === "desktop") await page.keyboard.press("2");
    else await lines.nth(1).tap();
    await check.click();
    await page.locator(".verdict.unreadable").waitFor();
    expect(await page.locator(".verdict code").count()).toBe(0);

    if (who.width === "desktop") await page.keyboard.press("1");
    else await suspects.nth(0).tap();
    const replied = page.waitForResponse(/\/answer$/);
    await check.click();
    const { judgement } = (await (await replied).json()) as {
      judgement: Exclude<Judgement, { verdict: "unreadable" }>;
    };
    const { solution } = judgement;
    if (solution.form !== "find") throw new Error("This is the solution of something else.");
    expect(solution.chosen).toEqual({ line: 1, suspect: 0 });
    await page.locator(".verdict.wrong .found").waitFor();
    expect(await page.locator(".verdict").innerText()).toContain(find.instead);
    expect(await page.locator(".verdict").innerText()).not.toContain(verdict.none);
    await expectAccessible(page);

    await page.getByRole("button", { name: practice.tryAgain }).click();
    await lines.nth(solution.line).click();
    await suspects.nth(solution.suspect).click();
    await check.click();
    await page.locator(".verdict.right").waitFor();
    expect(problems).toEqual([]);
    await close();
  });
});
