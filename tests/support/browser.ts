import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { type BrowserProgram, packagedChromium } from "./packaged-chromium.ts";

const SYSTEM_NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome", "msedge"];
const SYSTEM_PLACES = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  String.raw`C:\Program Files\Google\Chrome\Application\chrome.exe`,
  String.raw`C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe`,
];

function systemChromium(path: string): string | undefined {
  const onPath = path.split(delimiter).flatMap((folder) => SYSTEM_NAMES.map((name) => join(folder, name)));
  return [...onPath, ...SYSTEM_PLACES].find((file) => existsSync(file));
}

/** Which browser the tests use: the one asked for, Playwright's own, the system's, or the one from npm. */
export async function findBrowser(environment: NodeJS.ProcessEnv = process.env): Promise<BrowserProgram> {
  const wanted = environment["CHROMIUM_PATH"];
  if (wanted !== undefined) {
    if (!existsSync(wanted)) throw new Error(`CHROMIUM_PATH names ${wanted}, and no such file exists.`);
    return { executablePath: wanted };
  }
  if (existsSync(chromium.executablePath())) return {};
  const system = systemChromium(environment["PATH"] ?? "");
  if (system !== undefined) return { executablePath: system };
  if (process.platform === "linux" && process.arch === "x64") return packagedChromium();
  throw new Error(
    'The browser tests need Chromium: run "npx playwright-core install chromium", or set CHROMIUM_PATH to an installed one.',
  );
}

/** Opens the browser of the tests; the caller closes it. */
export async function launchBrowser(): Promise<Browser> {
  const { executablePath, args = [], env = {} } = await findBrowser();
  // Chromium refuses its own sandbox to root, which is who runs in most containers.
  const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [...new Set([...asRoot, ...args])],
    env: { ...process.env, ...env },
  });
}

/** The two widths that every page is tested in. */
export const VIEWPORTS = {
  desktop: { width: 1280, height: 800 },
  phone: { width: 360, height: 740 },
} as const;

/** Where screenshots go; git ignores the folder. */
const screenshots = join(import.meta.dirname, "../../dist/screenshots");

/** Takes a picture of the whole page, such as `screenshot(page, "practice-phone-dark")`, and says where it lies. */
export async function screenshot(page: Page, name: string): Promise<string> {
  const path = join(screenshots, `${name}.png`);
  await mkdir(dirname(path), { recursive: true });
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.screenshot({ path, fullPage: true, animations: "disabled" });
  return path;
}
