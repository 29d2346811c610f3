import { describe, expect, test } from "vitest";
import type { Page } from "playwright-core";
import type { Question } from "#contract/practice.ts";
import { dictionaries, expectAccessible, openSite, questionAfter, twoVisits } from "./support.ts";

const site = openSite();

/** The gradient of the weights, by the server's calculator. */
async function rightMatrix(page: Page, { network, ask }: Question): Promise<number[][]> {
  const reply = await page.request.post(new URL("/api/derive", page.url()).href, { data: { network } });
  const { grads } = (await reply.json()) as { grads: Record<string, number[][]> };
  return grads[ask!.quantity.split(".")[1]!]!;
}

describe.each(twoVisits)("a matrix, $width, $language", (who) => {
  const { practice, matrix } = dictionaries[who.language];

  const fill = async (page: Page, rows: readonly (readonly number[])[]) => {
    await page.getByLabel(matrix.rows).selectOption(String(rows.length));
    await page.getByLabel(matrix.columns).selectOption(String(rows[0]!.length));
    const fields = page.locator(".answer .matrix input");
    for (const [i, number] of rows.flat().entries()) await fields.nth(i).fill(String(number));
    await page.getByRole("button", { name: practice.check, exact: true }).click();
  };

  test("is given by its shape and its entries; a transpose is told", async () => {
    const { page, problems, close } = await site.visit(who);
    await page.route("**/api/practice/next", (route) =>
      route.continue({ postData: JSON.stringify({ skill: "mat.grad_w", form: "matrix" }) }),
    );
    const question = await questionAfter(page, () => page.goto(`${site.address}/practice/mat.grad_w`));
    const right = await rightMatrix(page, question);
    await page.getByLabel(matrix.rows).waitFor();
    await expectAccessible(page);

    await fill(
      page,
      right[0]!.map((_, j) => right.map((row) => row[j]!)),
    );
    await page.locator(".verdict.wrong").waitFor();
    expect(await page.locator(".verdict").innerText()).toContain(matrix.transposed);
    await expectAccessible(page);

    await page.getByRole("button", { name: practice.tryAgain }).click();
    await fill(page, right);
    await page.locator(".verdict.right").waitFor();
    expect(problems).toEqual([]);
    await close();
  });
});
