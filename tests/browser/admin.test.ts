import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { en } from "../../client/i18n/admin/en.ts";
import { zh } from "../../client/i18n/admin/zh.ts";
import { findAccountNamed, setAdmin } from "../../server/db/accounts.ts";
import { openDatabase } from "../../server/db/open.ts";
import { answer, expectAccessible, openSite, questionAfter, twoVisits } from "./support.ts";

const folder = mkdtempSync(join(tmpdir(), "drill-admin-page-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const site = openSite(async () => ({ database: await openDatabase(join(folder, "drill.db")) }));
const adminWords = { en, zh };

const PASSWORD = "seven small owls at noon";

const register = async (page: Page, name: string) => {
  await page.request.get(`${site.address}/api/me`);
  const headers = { origin: site.address };
  await page.request.post(`${site.address}/api/register`, { data: { name, password: PASSWORD }, headers });
};

const own = async (name: string) => {
  const { db } = site.context.database;
  const account = await findAccountNamed(db, name.toLowerCase());
  await setAdmin(db, account?.user ?? 0, true);
};

const section = (page: Page, title: string) =>
  page.locator("section").filter({ has: page.getByRole("heading", { name: title, exact: true }) });

test.each(twoVisits)("the owner looks after the server: $width, $language", async (who) => {
  const t = adminWords[who.language];
  const learner = await site.visit(who);
  await register(learner.page, `Blaise ${who.language}`);
  await questionAfter(learner.page, () => learner.page.goto(site.address));
  await answer(learner.page, "1");
  const { page, problems, close } = await site.visit(who);
  const name = `Ada ${who.language}`;
  await register(page, name);
  await own(name);

  await page.goto(`${site.address}/account`);
  await page.getByRole("link", { name: t.title }).click();
  const people = section(page, t.people.title);
  const row = people.locator("li").filter({ hasText: `Blaise ${who.language}` });
  await row.locator("summary").click();
  await row.getByRole("button", { name: t.people.resetLink }).click();
  const link = await row.getByLabel(t.link.label).inputValue();
  expect(link).toMatch(new RegExp(`^${site.address}/account#reset=[\\w-]{43}$`));

  const invites = section(page, t.invites.title);
  await invites.getByLabel(t.invites.uses).fill("20");
  await invites.getByRole("button", { name: t.invites.make }).click();
  expect(await invites.getByLabel(t.link.label).inputValue()).toMatch(/#invite=[\w-]{43}$/);
  await invites.locator("li").first().waitFor();

  const backups = section(page, t.backups.title);
  await backups.getByRole("button", { name: t.backups.now }).click();
  await backups.locator("li button").first().click();
  await backups.locator("output").filter({ hasText: "accounts" }).waitFor();
  await section(page, t.storage.title).locator("th", { hasText: "reviews" }).waitFor();
  await section(page, t.server.title).getByLabel(t.server.logLevel).selectOption("error");
  await section(page, t.server.title).locator("li", { hasText: "BACKUP_DAYS" }).waitFor();
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  await page.screenshot({ path: `dist/screenshots/admin-${who.width}-${who.language}.png`, fullPage: true });

  await learner.page.goto(link);
  await learner.page.locator("input[type=password]").first().waitFor();

  await row.getByRole("button", { name: t.people.remove }).click();
  const dialog = page.getByRole("dialog");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: t.people.removeButton }).click();
  await row.waitFor({ state: "detached" });
  await page.reload();
  await section(page, t.audit.title).locator("li").nth(2).waitFor();
  expect(problems).toEqual([]);
  await learner.close();
  await close();
});

test("nobody else is shown anything of it", async () => {
  const { page, close } = await site.visit({ width: "desktop", language: "en" });
  await page.goto(`${site.address}/admin`);
  await page.getByText(en.notYours).waitFor();
  expect(await page.locator("section").count()).toBe(0);
  await close();
});
