import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { en } from "../../client/i18n/account/en.ts";
import { zh } from "../../client/i18n/account/zh.ts";
import { shownCode } from "../http/authenticator.ts";
import { answer, dictionaries, expectAccessible, openSite, questionAfter, visits } from "./support.ts";

const site = openSite();
const accountWords = { en, zh };

const PASSWORD = "seven small owls at noon";

const reviews = async (page: Page): Promise<number> => {
  const reply = await page.request.get(`${site.address}/api/progress`);
  return ((await reply.json()) as { reviewsToday: number }).reviewsToday;
};

const section = (page: Page, title: string) =>
  page.locator("section").filter({ has: page.getByRole("heading", { name: title, exact: true }) });

describe.each(visits)("$width, $language, dark $dark", (who) => {
  const t = accountWords[who.language];
  const { nav } = dictionaries[who.language];

  test("a guest practises, registers, logs out, and finds the progress again at a second browser", async () => {
    const name = `Ada ${who.width} ${who.language}`;
    const { page, problems, close } = await site.visit(who);
    await questionAfter(page, () => page.goto(site.address));
    await answer(page, "1");
    await page.getByRole("link", { name: nav.account }).click();
    const registering = section(page, t.guest.register);
    await registering.getByLabel(t.name).fill(name);
    await registering.getByLabel(t.password).fill(PASSWORD);
    await expectAccessible(page);
    await questionAfter(page, () => registering.getByRole("button").click());
    expect(await reviews(page)).toBe(1);

    await page.getByRole("link", { name: `${nav.account}: ${name}` }).click();
    await page.getByRole("heading", { name, level: 1 }).waitFor();
    await expectAccessible(page);
    await page.getByRole("button", { name: t.own.logout, exact: true }).click();
    await section(page, t.guest.login).waitFor();
    expect(problems).toEqual([]);
    await close();

    const second = await site.visit(who);
    await second.page.goto(`${site.address}/account`);
    const login = section(second.page, t.guest.login);
    await login.getByLabel(t.name).fill(name.toUpperCase());
    await login.getByLabel(t.password).fill(PASSWORD);
    await questionAfter(second.page, () => login.getByRole("button").click());
    expect(await reviews(second.page)).toBe(1);
    expect(second.problems).toEqual([]);
    await second.close();
  });
});

test("a second step is set up from the page, and a recovery code lets in without the authenticator", async () => {
  const { page, problems, close } = await site.visit({ width: "phone", language: "en" });
  await page.request.get(`${site.address}/api/me`);
  const headers = { origin: site.address };
  await page.request.post(`${site.address}/api/register`, { data: { name: "Turing", password: PASSWORD }, headers });
  await page.goto(`${site.address}/account`);
  const twoStep = section(page, en.twoStep.title);
  await twoStep.locator("summary").click();
  await twoStep.getByLabel(en.presentPassword).fill(PASSWORD);
  await twoStep.getByRole("button", { name: en.twoStep.start }).click();
  const secret = (await twoStep.locator(".written-code").textContent()) ?? "";
  await expectAccessible(page);
  await twoStep.getByLabel(en.twoStep.code).fill(shownCode(secret.replaceAll(" ", ""), site.now()));
  await twoStep.getByRole("button", { name: en.twoStep.confirm }).click();
  const written = twoStep.locator(".written-codes .written-code");
  await written.first().waitFor();
  const codes = await written.allTextContents();
  expect(codes).toHaveLength(10);
  await expectAccessible(page);
  await twoStep.getByRole("button", { name: en.twoStep.kept }).click();
  await twoStep.getByText("10 recovery codes are left.").waitFor();

  await page.getByRole("button", { name: en.own.logout, exact: true }).click();
  const login = section(page, en.guest.login);
  await login.getByLabel(en.name).fill("Turing");
  await login.getByLabel(en.password).fill(PASSWORD);
  await login.getByRole("button").click();
  const code = section(page, en.guest.codeTitle);
  await code.getByLabel(en.guest.code).fill(codes[0]!.toLowerCase());
  await questionAfter(page, () => code.getByRole("button", { name: en.guest.goOn }).click());
  await page.goto(`${site.address}/account`);
  await section(page, en.twoStep.title).getByText("9 recovery codes are left.").waitFor();
  expect(problems).toEqual([]);
  await close();
});

test("sessions end one by one, and an account goes for good", async () => {
  const { page, close } = await site.visit({ width: "desktop", language: "en" });
  const data = { name: "Shannon", password: PASSWORD };
  const headers = { origin: site.address };
  await page.request.post(`${site.address}/api/register`, { data, headers });
  const other = await site.visit({ width: "phone", language: "en" });
  const login = { data: { ...data, takeAlong: false }, headers };
  await other.page.request.post(`${site.address}/api/login`, login);

  await page.goto(`${site.address}/account`);
  const sessions = section(page, en.sessions.title);
  await sessions.locator("li").nth(1).waitFor();
  await sessions.locator("li button").click();
  await sessions.locator("li").nth(1).waitFor({ state: "detached" });
  expect((await other.page.request.get(`${site.address}/api/progress`)).status()).toBe(401);
  await other.close();

  const leave = section(page, en.leave.title);
  await leave.locator("summary").click();
  await leave.getByLabel(en.presentPassword).fill("something else entirely");
  await leave.getByRole("button").click();
  await leave.getByText(dictionaries.en.failure.wrong_password).waitFor();
  await leave.getByLabel(en.presentPassword).fill(PASSWORD);
  await leave.getByRole("button").click();
  await section(page, en.guest.register).waitFor();
  expect((await page.request.post(`${site.address}/api/login`, login)).status()).toBe(401);
  await close();
});
