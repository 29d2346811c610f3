import { describe, expect, test } from "vitest";
import type { Question } from "#contract/practice.ts";
import { answer, dictionaries, expectAccessible, openSite, questionAfter, twoVisits } from "./support.ts";

const site = openSite();

const slopes: Readonly<Record<string, (unit: string) => string>> = {
  sigmoid: (unit) => `out_${unit} (1 - out_${unit})`,
  tanh: (unit) => `(1 - out_${unit}^2)`,
  relu: (unit) => `[net_${unit} > 0]`,
  identity: () => "",
};

/** The gradient by a first-layer weight of a 2-2-2 network, written out by hand; without the input it is wrong. */
function writtenOut({ ask, network, task }: Question): { right: string; withoutInput: string } {
  if (network?.type !== "dense" || task.form !== "formula") throw new Error("A formula of layers was asked for.");
  const [hidden, output] = network.config.layers.map(({ activation }) => slopes[activation]!);
  const [, unit, source] = /^grads\.W1\.(\d)\.(\d)$/.exec(ask!.quantity)!.map(Number) as [number, number, number];
  const delta = (o: number) => `(out_o${o} - t${o}) ${output!(`o${o}`)}`;
  const h = `h${unit + 1}`;
  const written = task.wanted?.form === "in terms of" ? task.wanted.names.text : "";
  const path = (o: number) => `${written.includes("delta_o") ? `delta_o${o}` : delta(o)} w${2 * o + 3 + unit}`;
  const withoutInput = written.includes("delta_h") ? `delta_${h}` : `(${path(1)} + ${path(2)}) ${hidden!(h)}`;
  return { right: `${withoutInput} i${source + 1}`, withoutInput };
}

describe.each(twoVisits)("a formula, $width, $language", (who) => {
  const { verdict, practice } = dictionaries[who.language];

  test("is set while it is typed; what is missing is named", async () => {
    const { page, problems, close } = await site.visit(who);
    await page.route("**/api/practice/next", (route) =>
      route.continue({ postData: JSON.stringify({ skill: "mlp.hidden_grad", form: "formula", level: 3 }) }),
    );
    const question = await questionAfter(page, () => page.goto(`${site.address}/practice/mlp.hidden_grad`));
    const { right, withoutInput } = writtenOut(question);
    const field = page.getByLabel(practice.formulaLabel);
    const preview = page.getByRole("group", { name: practice.previewLabel });
    await page.locator(".names button").first().waitFor();
    await expectAccessible(page);

    await field.fill("2 w1 +");
    await preview.locator("mark").waitFor();
    await page.getByRole("group", { name: practice.namesForward }).getByRole("button").first().click();
    await preview.locator(".katex").waitFor();
    expect(await field.inputValue()).toBe("2 w1 +net_h1");
    await expectAccessible(page);

    await answer(page, "w1 + apples");
    expect(await page.locator(".verdict h2").innerText()).toBe(verdict.unreadable);
    expect(await page.locator(".verdict mark").innerText()).toBe("a");
    await page.locator(".verdict").waitFor({ state: "attached" });

    await field.fill(question.ask!.symbol.text);
    await page.locator(".verdict").waitFor({ state: "detached" });
    await answer(page, question.ask!.symbol.text);
    expect(await page.locator(".verdict h2").innerText()).toBe(verdict.otherForm);
    await expectAccessible(page);

    await field.fill(withoutInput);
    await page.locator(".verdict").waitFor({ state: "detached" });
    await answer(page, withoutInput);
    await page.locator(".verdict.wrong .difference-line").waitFor();
    const [before] = verdict.differences["factor missing"].split("{factor}") as [string];
    expect(await page.locator(".difference-line").innerText()).toContain(before.trim());
    await expectAccessible(page);

    await page.getByRole("button", { name: practice.tryAgain }).click();
    await answer(page, right);
    await page.locator(".verdict.right").waitFor();
    await expectAccessible(page);
    expect(problems).toEqual([]);
    await close();
  });
});
