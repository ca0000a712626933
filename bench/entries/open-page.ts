import { statSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { spreadOf } from "../measure/statistics.ts";
import type { EntryName } from "../report/targets.ts";
import { CHROMIUM, hasBrowser, startBrowser } from "../../test/board/chromium.ts";
import type { Bench, Outcome } from "./group.ts";

/** Measures how long Chromium takes from an address to the first frame, as the median of the rounds. */
async function timeOpening({ rounds, say }: Bench, name: EntryName, file: string): Promise<readonly number[]> {
  const browser = await startBrowser();
  try {
    const seconds: number[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      const page = await browser.newPage();
      const start = performance.now();
      await page.goto(pathToFileURL(file).href);
      await page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))");
      seconds.push((performance.now() - start) / 1000);
      say(`${name} ${round === 0 ? "warm-up" : `${round}/${rounds}`}: ${seconds.at(-1)?.toFixed(3)} s`);
      await page.close();
    }
    return seconds;
  } finally {
    await browser.close();
  }
}

/** Measures the opening of a page, if there is a browser. */
export async function openingOf(bench: Bench, name: EntryName, file: string): Promise<Outcome> {
  if (!hasBrowser()) return { measured: [], skipped: [{ name, reason: `there is no browser at ${CHROMIUM}` }] };
  const [first = 0, ...seconds] = await timeOpening(bench, name, file);
  const spread = spreadOf(seconds);
  return {
    measured: [
      { name, seconds: spread, first, figures: { seconds: spread.median }, notes: [`${(statSync(file).size / 1e6).toFixed(1)} MB`] },
    ],
  };
}
