import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { en } from "../../client/i18n/groups/en.ts";
import { zh } from "../../client/i18n/groups/zh.ts";
import { dictionaries, expectAccessible, openSite, questionAfter, type Visit, type Visitor } from "./support.ts";

const site = openSite();
const groupWords = { en, zh };

/** Somebody who has an account, at a browser of their own. */
async function personNamed(name: string, who: Visit): Promise<Visitor> {
  const visitor = await site.visit(who);
  const { request } = visitor.page;
  await request.get(`${site.address}/api/me`);
  const data = { name, password: "seven small owls at noon" };
  expect((await request.post(`${site.address}/api/register`, { data })).status()).toBe(200);
  return visitor;
}

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const tab = (page: Page, name: string) => page.getByRole("navigation").getByRole("link", { name, exact: true });
const row = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name });

describe.each([
  { language: "en", owners: "desktop", members: "phone" },
  { language: "zh", owners: "phone", members: "desktop" },
] as const)("in $language, the owner at a $owners", ({ language, owners, members }) => {
  const t = groupWords[language];
  const { practice } = dictionaries[language];

  test("a group drills together: its owner sees who knows what, its members what they chose, a stranger nothing", async () => {
    const [olga, mia, sam] = [`Olga ${language}`, `Mia ${language}`, `Sam ${language}`];
    const owner = await personNamed(olga, { width: owners, language });
    const member = await personNamed(mia, { width: members, language, dark: true });
    const stranger = await personNamed(sam, { width: "desktop", language });
    const [atOwner, atMember, atStranger] = [owner.page, member.page, stranger.page];

    // The owner makes a group and an invitation.
    await atOwner.goto(`${site.address}/groups`);
    await atOwner.getByLabel(t.create.name).fill("Thursday evenings");
    await expectAccessible(atOwner);
    await button(atOwner, t.create.button).click();
    await button(atOwner, t.people.invite).click();
    const link = await atOwner.locator(".invitation-link").innerText();
    await expectAccessible(atOwner);
    const group = atOwner.url().split("/").at(-2)!;

    // The member reads what others will see before joining.
    await atMember.goto(link);
    await atMember.getByText(t.join.staffSees).waitFor();
    await expectAccessible(atMember);
    await button(atMember, t.join.accept).click();
    await atMember.getByRole("link", { name: t.drill.start }).waitFor();
    await expectAccessible(atMember);

    // A stranger finds no such group, by address or by a code made up.
    await atStranger.goto(`${site.address}/groups/${group}`);
    await atStranger.getByText(t.failure.not_found).waitFor();
    await expectAccessible(atStranger);
    await atStranger.goto(`${site.address}/join#0000-0000-0000-0000`);
    await atStranger.getByText(t.failure.badInvitation).waitFor();

    // The member answers the first question; only then is the comparison there.
    const question = await questionAfter(atMember, () => atMember.getByRole("link", { name: t.drill.start }).click());
    expect(question.reason).toBe("drill");
    await button(atMember, practice.giveUp).click();
    await button(atMember, practice.giveUpYes).click();
    await atMember.locator(".verdict").waitFor();
    await atMember.getByRole("link", { name: practice.backToGroup }).click();
    await atMember.getByText(t.drill.verdicts.gave_up).waitFor();
    expect(await atMember.locator(".drill-item").first().innerText()).toContain(t.drill.right.replace("{n}", "0"));
    await tab(atOwner, t.tabs.drill).click();
    await atOwner.getByText(t.drill.begun).waitFor();
    expect(await atOwner.locator(".drill-item").first().innerText()).not.toContain(t.drill.right.replace("{n}", "0"));
    await expectAccessible(atOwner);

    // The owner sees the matrix, as a page and as a file.
    await tab(atOwner, t.tabs.matrix).click();
    expect(await row(atOwner, mia).innerText()).toMatch(/\d\s?%/);
    await expectAccessible(atOwner);
    const file = await atOwner.getByRole("link", { name: t.matrix.csv }).getAttribute("href");
    expect(await (await atOwner.request.get(new URL(file!, site.address).href)).text()).toContain(`${mia},`);
    const refused = await atStranger.request.get(new URL(file!, site.address).href);
    expect(refused.status()).toBe(404);

    // The board shows the member once the member chose so.
    await tab(atMember, t.tabs.board).click();
    await atMember.getByText(t.board.none).waitFor();
    await atMember.getByLabel(t.board.show).check();
    await row(atMember, mia).waitFor();
    await expectAccessible(atMember);
    await tab(atOwner, t.tabs.board).click();
    await row(atOwner, mia).waitFor();

    // An assignment is practised from the group.
    await tab(atOwner, t.tabs.assignments).click();
    await atOwner.getByLabel(t.skills.add).selectOption("neuron.net");
    await button(atOwner, t.assignments.create).click();
    await atOwner.getByText(t.assignments.members).waitFor();
    await expectAccessible(atOwner);
    await tab(atMember, t.tabs.assignments).click();
    const toDo = atMember.getByRole("link", { name: t.assignments.practise });
    await toDo.waitFor();
    await expectAccessible(atMember);
    const assigned = await questionAfter(atMember, () => toDo.click());
    expect([assigned.reason, assigned.skill]).toEqual(["assigned", "neuron.net"]);

    // Whoever is removed is a stranger at once.
    await tab(atOwner, t.tabs.members).click();
    await button(atOwner, t.people.removeYes.replace("{name}", mia)).click();
    await atOwner.getByRole("group").getByRole("button").first().click();
    await expect.poll(() => atOwner.locator(".member").count()).toBe(1);
    await atMember.goto(`${site.address}/groups/${group}/board`);
    await atMember.getByText(t.failure.not_found).waitFor();

    await tab(atOwner, t.tabs.settings).click();
    await button(atOwner, t.settings.delete).waitFor();
    await expectAccessible(atOwner);
    for (const { problems, close } of [owner, member, stranger]) {
      expect(problems.filter((problem) => !problem.includes("404"))).toEqual([]);
      await close();
    }
  });
});
