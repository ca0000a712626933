import { accessSync, constants } from "node:fs";
import { type Browser, chromium } from "playwright-core";

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
