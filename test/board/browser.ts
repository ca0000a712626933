import { accessSync, constants, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { temporaryDirectory } from "../temporary-directory.ts";

/** The browser of the tests: CHROMIUM of the environment, or the one of Debian. */
export const CHROMIUM = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

/** True if the browser is there. CI must have it, so its tests then fail without it. */
export function hasBrowser(): boolean {
  if (process.env["CI"] === "true") return true;
  try {
    accessSync(CHROMIUM, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Options that keep the browser from the network. */
const QUIET = ["--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

export const startBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu", ...QUIET] });

/** A page in the browser, with everything that must not happen there. */
export interface OpenPage {
  readonly page: Page;
  /** Errors, messages on the console, and requests beyond the page itself. */
  readonly trouble: readonly string[];
}

/** Opens a page from a file, as a person would. */
export async function openPage(browser: Browser, html: string, options: BrowserContextOptions = {}): Promise<OpenPage> {
  const directory = temporaryDirectory("board");
  mkdirSync(directory, { recursive: true });
  const file = join(directory, "index.html");
  writeFileSync(file, html);
  const address = pathToFileURL(file).href;
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  const trouble: string[] = [];
  page.on("console", (message) => trouble.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => trouble.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => {
    trouble.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    if (request.url() !== address) trouble.push(`request: ${request.url()}`);
  });
  await page.goto(address);
  return { page, trouble };
}
