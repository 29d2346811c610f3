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

type Visiting = Awaited<ReturnType<typeof site.visit>>;

/** Opens questions about the paths of a hidden weight until products are asked for, or until they are not. */
async function openPaths({ page }: Visiting, another: string, products: boolean): Promise<Question> {
  await page.route("**/api/practice/next", (route) =>
    route.continue({ postData: JSON.stringify({ skill: "mlp.hidden_grad", form: "paths", level: 3 }) }),
  );
  let question = await questionAfter(page, () => page.goto(`${site.address}/practice/mlp.hidden_grad`));
  while (question.task.form !== "paths" || question.task.products !== products)
    question = await questionAfter(page, () => page.getByRole("button", { name: another }).click());
  return question;
}

type Rows = readonly (readonly number[])[];

/** What the paths through each output are worth, from the error signals of a derivation. */
async function productsOf(page: Page, { network, ask }: Question): Promise<number[]> {
  const { deltas, grads } = (await (
    await page.request.post(new URL("/api/derive", page.url()).href, { data: { network } })
  ).json()) as { deltas: Record<string, Rows>; grads: Record<string, Rows> };
  const { params, inputs } = network as unknown as { params: Record<string, Rows>; inputs: Record<string, Rows> };
  const [unit, source] = ask!.quantity.split(".").slice(2).map(Number) as [number, number];
  const slope = deltas["z1"]![0]![unit]! / grads["a1"]![0]![unit]!;
  return deltas["z2"]![0]!.map((delta, k) => delta * params["W2"]![k]![unit]! * slope * inputs["X"]![0]![source]!);
}

describe.each(twoVisits)("paths, $width, $language", (who) => {
  const { verdict, practice } = dictionaries[who.language];

  test("are worth their products, which add up to the gradient", async () => {
    const visitor = await site.visit(who);
    const { page, problems, close } = visitor;
    const question = await openPaths(visitor, practice.another.network, true);
    const [, unit] = /^grads\.W1\.(\d)/.exec(question.ask!.quantity)!;
    for (const node of [`unit.1.${unit}`, "unit.2.0", `unit.1.${unit}`, "unit.2.1"]) await press(page, node);
    const picks = contributing(question);
    const products = await productsOf(page, question);
    const sum = products[0]! + products[1]!;
    const fields = page.locator(".path-number input");
    expect(await fields.count()).toBe(3);
    await expectAccessible(page);

    const giveProducts = async (factor: number) => {
      for (const [i, pick] of picks.entries()) {
        const label = practice.pathProduct.replace("{number}", pick);
        await page.getByLabel(label, { exact: true }).fill(String(products[i]! * (i === 0 ? factor : 1)));
      }
    };

    // A slip in the first product is carried into the sum, and said so.
    await giveProducts(1.5);
    await page.getByLabel(practice.pathSum).fill(String(sum + products[0]! / 2));
    await page.getByLabel(practice.pathSum).press("Enter");
    await page.locator(".verdict.wrong").waitFor();
    expect(await page.locator(".solved-options .given").count()).toBe(1);
    expect(await page.locator(".verdict").innerText()).toContain(verdict.sumCarried.replace("{value}", "").trim());
    await expectAccessible(page);

    await page.getByRole("button", { name: practice.tryAgain }).click();
    for (const pick of picks) await page.locator(`.option input[value="${pick}"]`).check();
    await giveProducts(1);
    await page.getByRole("button", { name: practice.check, exact: true }).click();
    await page.locator(".verdict.unreadable").waitFor();
    expect(await page.getByLabel(practice.pathSum).getAttribute("aria-invalid")).toBe("true");
    await page.getByLabel(practice.pathSum).fill(String(sum));
    await page.getByRole("button", { name: practice.check, exact: true }).click();
    await page.locator(".verdict.right").waitFor();
    expect(problems).toEqual([]);
    await close();
  });

  test("are chosen by key, by tap, or in the diagram; taking only one of two is told", async () => {
    const visitor = await site.visit(who);
    const { page, problems, close } = visitor;
    const question = await openPaths(visitor, practice.another.network, false);
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
