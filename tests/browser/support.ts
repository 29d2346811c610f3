import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import type { NetworkResponse } from "#contract/calculators.ts";
import type { Question } from "#contract/practice.ts";
import type { Context } from "../../server/http/context.ts";
import { en } from "../../client/i18n/en.ts";
import { zh } from "../../client/i18n/zh.ts";
import { launchBrowser, VIEWPORTS } from "../support/browser.ts";
import { type RunningServer, startServer } from "../support/server.ts";

export { expectAccessible } from "./accessible.ts";

export const dictionaries = { en, zh };

export type Width = keyof typeof VIEWPORTS;
export type Visit = { readonly width: Width; readonly language: "en" | "zh"; readonly dark?: boolean };

/** Every width in every language, and both of them dark and light. */
export const visits: readonly Visit[] = [
  { width: "desktop", language: "en", dark: false },
  { width: "desktop", language: "zh", dark: true },
  { width: "phone", language: "en", dark: true },
  { width: "phone", language: "zh", dark: false },
];

/** Both widths, both languages, dark and light, in two visits: for what differs little between them. */
export const twoVisits: readonly Visit[] = [
  { width: "desktop", language: "en", dark: false },
  { width: "phone", language: "zh", dark: true },
];

/** A visitor's page; `problems` gathers what the browser complained about. */
export type Visitor = { readonly page: Page; readonly problems: string[]; readonly close: () => Promise<void> };

/** The built client on a server of its own, and a browser to look at it. */
export type Site = {
  readonly address: string;
  /** What the server works with. */
  readonly context: Context;
  /** The server's time. */
  readonly now: () => number;
  /** Opens a page as somebody who was never here. */
  readonly visit: (who: Visit) => Promise<Visitor>;
};

/** A site for all tests of a file: opened before the first one, closed after the last. */
export function openSite(changes: () => Promise<Partial<Context>> = () => Promise.resolve({})): Site {
  let server: RunningServer;
  let browser: Browser;
  beforeAll(async () => {
    server = await startServer(await changes());
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });
  return {
    get address() {
      return server.address;
    },
    get context() {
      return server.context;
    },
    now: () => server.now(),
    visit: (who) => visit(browser, who),
  };
}

async function visit(browser: Browser, { width, language, dark = false }: Visit): Promise<Visitor> {
  const phone = width === "phone";
  const context = await browser.newContext({
    viewport: VIEWPORTS[width],
    locale: language === "zh" ? "zh-CN" : "en-US",
    colorScheme: dark ? "dark" : "light",
    reducedMotion: "reduce",
    hasTouch: phone,
    isMobile: phone,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const problems: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) problems.push(message.text());
  });
  page.on("pageerror", (error) => problems.push(error.message));
  return { page, problems, close: () => context.close() };
}

/** Does something that brings a question, and answers the question as the server sent it. */
export async function questionAfter(page: Page, act: () => Promise<unknown>): Promise<Question> {
  const arrived = page.waitForResponse((reply) => /\/(next|another)$/.test(reply.url()));
  await act();
  const { question } = (await (await arrived).json()) as { question: Question };
  const shown = page.locator(`[data-ticket="${question.ticket}"]`);
  await (question.diagram ? shown.locator(".diagram svg") : shown.locator("h1")).waitFor();
  return question;
}

/** The right number of a question, by the server's calculator. */
export async function rightNumber(page: Page, { network, ask }: Question): Promise<number> {
  const reply = await page.request.post(new URL("/api/derive", page.url()).href, { data: { network } });
  const derived = (await reply.json()) as NetworkResponse & Record<string, unknown>;
  let at: unknown = derived;
  for (const key of ask!.quantity.split(".")) at = (at as Record<string, unknown>)[key];
  if (typeof at !== "number") throw new Error(`There is no number at ${ask!.quantity}.`);
  return at;
}

/** Types an answer and presses Enter; resolves when the verdict is there. */
export async function answer(page: Page, text: string): Promise<void> {
  await page.locator(".answer input").fill(text);
  await page.locator(".answer input").press("Enter");
  await page.locator(".verdict").waitFor();
}
