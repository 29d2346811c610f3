import { describe, expect, test } from "vitest";
import type { Prose, Question } from "#contract/practice.ts";
import { inPieces } from "#quiz/card-text.ts";
import { ownQuestions } from "../../seeds/questions.ts";
import { dictionaries, expectAccessible, openSite, questionAfter, twoVisits } from "./support.ts";

const site = openSite();
const questions = [...ownQuestions().values()].flat();

const textOf = (prose: Prose): string =>
  prose.map((piece) => (typeof piece === "string" ? piece : piece.latex)).join("$");

/** A question as it is written. */
function writtenAs({ task }: Question) {
  if ((task.form !== "choice" && task.form !== "order") || !task.ask) throw new Error("This is no written question.");
  const ask = textOf(task.ask.en);
  return { task, written: questions.find((one) => textOf(inPieces(one.ask).en) === ask)! };
}

/** The places of the options of a choice: the right one, and one that stands for a mistake. */
function places(question: Question) {
  const { task, written } = writtenAs(question);
  if (task.form !== "choice" || written.form !== "choice") throw new Error("A choice was asked for.");
  const place = (text: string) =>
    task.options.findIndex(({ en }) => textOf(en) === textOf(inPieces({ en: text, zh: text }).en));
  const right = written.options.find((option) => option.right)!;
  const wrong = written.options.find((option) => !option.right)!;
  return { right: place(right.text.en), wrong: place(wrong.text.en) };
}

/** The lines of an order from the first to the last. */
function inOrder(question: Question): number[] {
  const { task, written } = writtenAs(question);
  if (task.form !== "order" || written.form !== "order") throw new Error("An order was asked for.");
  const right = written.lines.filter(({ fault }) => fault === null);
  return right.map(({ line }) => task.lines.findIndex(({ text }) => text === line.text));
}

describe.each(twoVisits)("what is written out, $width, $language", (who) => {
  const { verdict, practice } = dictionaries[who.language];

  async function ask(skill: string, form: string) {
    const visitor = await site.visit(who);
    const { page } = visitor;
    await page.route("**/api/practice/next", (route) => route.continue({ postData: JSON.stringify({ skill, form }) }));
    const question = await questionAfter(page, () => page.goto(`${site.address}/practice/${skill}`));
    return { ...visitor, question };
  }

  test("a choice is told why each option is right or wrong", async () => {
    const { page, question, problems, close } = await ask("attn.scale", "choice");
    const { right, wrong } = places(question);
    await page.getByRole("group", { name: practice.chooseLabel }).waitFor();
    await expectAccessible(page);
    await page.locator(".option").nth(wrong).click();
    await page.getByRole("button", { name: practice.check, exact: true }).click();
    await page.locator(".verdict.wrong").waitFor();
    expect(await page.locator(".verdict").innerText()).not.toContain(verdict.none);
    expect(await page.locator(".solved-options .why").count()).toBe(4);
    await expectAccessible(page);

    await page.getByRole("button", { name: practice.tryAgain }).click();
    await page.locator(".option").nth(right).click();
    await page.getByRole("button", { name: practice.check, exact: true }).click();
    await page.locator(".verdict.right").waitFor();
    expect(problems).toEqual([]);
    await close();
  });

  test("lines of a program are put in order", async () => {
    const { page, question, problems, close } = await ask("code.mlp_numpy", "order");
    const lines = inOrder(question);
    await page.locator(".option .katex").first().waitFor();
    const press = (line: number) => page.locator(`.option[data-digit="${line + 1}"]`).click();
    for (const line of lines.toReversed()) await press(line);
    await page.getByRole("button", { name: practice.check, exact: true }).click();
    await page.locator(".verdict.wrong").waitFor();
    expect(await page.locator(".verdict .fault").first().innerText()).toMatch(/\S/);
    await expectAccessible(page);

    await page.getByRole("button", { name: practice.tryAgain }).click();
    for (const line of lines) await press(line);
    await page.getByRole("button", { name: practice.check, exact: true }).click();
    await page.locator(".verdict.right").waitFor();
    expect(problems).toEqual([]);
    await close();
  });
});
