import { execFile } from "node:child_process";
import { createReadStream, createWriteStream, existsSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createBrotliDecompress } from "node:zlib";
import { decompress } from "wawoff2";

/** A browser's program, with the environment and arguments that it needs beside Playwright's own. */
export type BrowserProgram = {
  readonly executablePath?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
};

const packed = join(dirname(fileURLToPath(import.meta.resolve("@sparticuz/chromium"))), "../bin");
const chinese = dirname(
  fileURLToPath(import.meta.resolve("@fontsource-variable/noto-sans-sc/files/noto-sans-sc-4-wght-normal.woff2")),
);
const { version } = JSON.parse(readFileSync(join(packed, "../package.json"), "utf8")) as { version: string };
/** Under node_modules, so that it goes when they go. */
const cache = resolve(import.meta.dirname, "../../node_modules/.cache");
const home = join(cache, `chromium-${version}`);

const unbrotli = (file: string) => [createReadStream(join(packed, file)), createBrotliDecompress()] as const;

/** By way of a plain file: tar stops reading at the end mark of an archive, so a pipe would break in its padding. */
async function unpackTar(file: string, folder: string): Promise<void> {
  const plain = join(folder, file.replace(/\.br$/, ""));
  await pipeline(...unbrotli(file), createWriteStream(plain));
  await promisify(execFile)("tar", ["-xf", plain, "-C", folder]);
  await rm(plain);
}

/** The files of the Chinese characters are numbered; those of other scripts would take the place of the Latin font. */
const CHINESE = /-\d+-wght-normal\.woff2$/;

/** Chromium reads woff2 from the web but not from the system, hence the plain copies. */
async function unpackChinese(folder: string): Promise<void> {
  const files = (await readdir(chinese)).filter((file) => CHINESE.test(file));
  for (const file of files) {
    const plain = await decompress(await readFile(join(chinese, file)));
    await writeFile(join(folder, file.replace(".woff2", ".ttf")), plain);
  }
}

const fontConfig = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${home}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${home}/font-cache</cachedir>
  <alias><family>sans-serif</family><prefer><family>Open Sans</family><family>Noto Sans SC Variable</family></prefer></alias>
  <alias><family>system-ui</family><prefer><family>Open Sans</family><family>Noto Sans SC Variable</family></prefer></alias>
</fontconfig>
`;

async function unpackInto(folder: string): Promise<void> {
  await mkdir(join(folder, "fonts"));
  const parts = await Promise.allSettled([
    pipeline(...unbrotli("chromium.br"), createWriteStream(join(folder, "chromium"), { mode: 0o755 })),
    unpackTar("al2023.tar.br", folder),
    unpackTar("fonts.tar.br", folder),
    unpackChinese(join(folder, "fonts")),
    writeFile(join(folder, "browser-fonts.conf"), fontConfig),
  ]);
  // Only now is nobody writing any more, and a half-filled folder can be removed.
  for (const part of parts) if (part.status === "rejected") throw part.reason;
}

/** Unpacks under another name first: whoever finds the folder, finds it complete. */
async function unpack(): Promise<void> {
  await mkdir(cache, { recursive: true });
  const draft = await mkdtemp(`${home}-`);
  try {
    await unpackInto(draft);
    await rename(draft, home);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    // Another test process may have been faster; its folder is as good.
    if (!existsSync(home)) throw error;
  }
}

/** The Chromium that comes as an npm package (Linux on x64), with its libraries and with fonts for both languages. */
export async function packagedChromium(): Promise<BrowserProgram> {
  if (!existsSync(home)) await unpack();
  return {
    executablePath: join(home, "chromium"),
    args: ["--no-sandbox", "--disable-gpu", "--font-render-hinting=none"],
    env: { LD_LIBRARY_PATH: join(home, "lib"), FONTCONFIG_FILE: join(home, "browser-fonts.conf") },
  };
}
