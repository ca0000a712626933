import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { previewPage } from "../../lib/report/html/preview/preview-page.ts";
import { HOSTILE_OBJECTS, hostileTree, riskWords } from "../hostile-objects.ts";
import { openPage } from "./browser.ts";
import { hasBrowser, startBrowser } from "./chromium.ts";
import { compared, FACTS } from "./preview-page.ts";

const samplePage = (): string => previewPage({ base: "main", manifests: compared(new Map(), hostileTree()), later: [] }, FACTS);

describe.skipIf(!hasBrowser())("the page of a service with eighteen hostile objects", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser.close());

  it("names each of them under risks", async () => {
    const { page, trouble } = await openPage(browser, samplePage());
    const risks = await page.locator("#risks li").allInnerTexts();
    const named = HOSTILE_OBJECTS.filter((hostile) => {
      const [title, name, says] = riskWords(hostile);
      return risks.some((risk) => risk.startsWith(`${title} `) && risk.includes(name) && risk.includes(says));
    });
    expect(named.map(({ what }) => what)).toEqual(HOSTILE_OBJECTS.map(({ what }) => what));
    expect(trouble).toEqual([]);
  });

  it("marks the file of each with its risk, and shows its content", async () => {
    const { page } = await openPage(browser, samplePage());
    const shown: string[] = [];
    for (const hostile of HOSTILE_OBJECTS) {
      const [title, name, says] = riskWords(hostile);
      const file = page.locator("details.file").filter({ has: page.getByText(name, { exact: true }) });
      await file.evaluate((element) => element.setAttribute("open", ""));
      await file.locator(".diff").waitFor({ state: "attached" });
      const risks = await file.locator("summary .risk").allTextContents();
      const content = (await file.locator(".diff ins").textContent()) ?? "";
      const isMarked = risks.some((risk) => risk.startsWith(`${title}: `) && risk.includes(says));
      if (isMarked && content.includes(`+kind: ${hostile.object.kind}\n`)) shown.push(hostile.what);
    }
    expect(shown).toEqual(HOSTILE_OBJECTS.map(({ what }) => what));
  });
});
