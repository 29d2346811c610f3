import type { Locator, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import type { Judgement } from "#contract/practice.ts";
import { dictionaries, expectAccessible, openSite, questionAfter, twoVisits } from "./support.ts";

const site = openSite();

/** Does something that submits an order, and answers one right order as the verdict tells it. */
async function rightOrderAfter(page: Page, act: () => Promise<unknown>): Promise<string[]> {
  const arrived = page.waitForResponse((reply) => reply.url().endsWith("/answer"));
  await act();
  const { judgement } = (await (await arrived).json()) as { judgement: Judgement };
  if (judgement.verdict === "unreadable" || judgement.solution.form !== "order")
    throw new Error("No order was judged.");
  return judgement.solution.right.map((line) => String(line + 1));
}

const placed = (page: Page): Promise<string[]> =>
  page.locator(".placed").evaluateAll((lines) => lines.map((line) => line.getAttribute("data-line")!));

type Point = { readonly x: number; readonly y: number };
const middleOf = async (one: Locator): Promise<Point> => {
  const { x, y, width, height } = (await one.boundingBox())!;
  return { x: x + width / 2, y: y + height / 2 };
};

/** The points that a finger or a pointer passes on its way below the last line. */
async function wayDown(page: Page): Promise<Point[]> {
  const last = (await page.locator(".placed").last().boundingBox())!;
  const from = await middleOf(page.locator(".placed .handle").first());
  const end = last.y + last.height;
  return Array.from({ length: 9 }, (_, i) => ({ x: from.x, y: from.y + ((end - from.y) * i) / 8 }));
}

async function dragWithMouse(page: Page): Promise<void> {
  const [start, ...on] = await wayDown(page);
  await page.mouse.move(start!.x, start!.y);
  await page.mouse.down();
  for (const { x, y } of on) await page.mouse.move(x, y);
  await page.mouse.up();
}

async function dragWithFinger(page: Page): Promise<void> {
  const finger = await page.context().newCDPSession(page);
  const [start, ...on] = await wayDown(page);
  await finger.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [start!] });
  for (const point of on) await finger.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: [point] });
  await finger.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
}

test.each(["desktop", "phone"] as const)("lines that are too long scroll within themselves, %s", async (width) => {
  const { page, close } = await site.visit({ width, language: "en" });
  await page.route("**/api/practice/next", (route) =>
    route.continue({ postData: JSON.stringify({ skill: "bn.grad_x", form: "order", level: 4 }) }),
  );
  await page.goto(`${site.address}/practice/bn.grad_x`);
  await page.locator(".option .katex").first().waitFor();
  await expectAccessible(page);
  for (const number of ["1", "2", "3", "4", "5", "6", "7", "8"])
    await page.locator(`.options [data-digit="${number}"]`).click();
  await expectAccessible(page);
  await page.getByRole("button", { name: dictionaries.en.practice.check, exact: true }).click();
  await page.locator(".verdict").waitFor();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(page.viewportSize()!.width);
  await close();
});

describe.each(twoVisits)("an order, $width, $language", (who) => {
  const { verdict, practice } = dictionaries[who.language];

  test("is pressed together, set right by keys, by mouse or by finger, and told where it is wrong", async () => {
    const { page, problems, close } = await site.visit(who);
    await page.route("**/api/practice/next", (route) =>
      route.continue({ postData: JSON.stringify({ skill: "mlp.out_grad", form: "order", level: 3 }) }),
    );
    const { task } = await questionAfter(page, () => page.goto(`${site.address}/practice/mlp.out_grad`));
    if (task.form !== "order") throw new Error("An order was asked for.");
    await page.getByRole("group", { name: practice.orderLabel }).waitFor();
    await expectAccessible(page);

    const place = async (line: string) => {
      if (who.width === "desktop") await page.keyboard.press(line);
      else await page.locator(`.options [data-digit="${line}"]`).tap();
    };
    const shown = task.lines.map((_, i) => String(i + 1));
    for (const line of shown) await place(line);
    expect(await placed(page)).toEqual(shown);
    await expectAccessible(page);

    const check = page.getByRole("button", { name: practice.check, exact: true });
    const submit = () => (who.width === "desktop" ? page.keyboard.press("Enter") : check.tap());
    const right = await rightOrderAfter(page, submit);
    await page.locator(".verdict.wrong").waitFor();
    expect(await page.locator(".verdict .fault").count()).toBeGreaterThan(0);
    expect(await page.locator(".verdict").innerText()).toContain(verdict.rightOrder);
    await expectAccessible(page);

    await page.getByRole("button", { name: practice.tryAgain }).click();
    const last = right.at(-1)!;
    for (const line of [last, ...right.slice(0, -1)]) await place(line);
    expect(await placed(page)).toEqual([last, ...right.slice(0, -1)]);
    if (who.width === "phone") await dragWithFinger(page);
    else if (who.language === "zh") await dragWithMouse(page);
    else {
      await page.getByRole("button", { name: practice.lineDown.replace("{line}", last) }).focus();
      for (const _ of right.slice(1)) await page.keyboard.press("Enter");
    }
    expect(await placed(page)).toEqual(right);
    const news = { "{line}": last, "{place}": String(right.length), "{total}": String(right.length) };
    const said = practice.lineMoved.replace(/\{\w+\}/g, (gap) => news[gap as keyof typeof news]);
    expect(await page.locator(".ordered [aria-live]").textContent()).toBe(said);

    await check.click();
    await page.locator(".verdict.right").waitFor();
    await expectAccessible(page);
    expect(problems).toEqual([]);
    await close();
  });
});
