import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { previewPage } from "../../lib/report/html/preview/preview-page.ts";
import { CHECKOUT } from "../project.ts";
import { RAW_CONTROLS } from "../hostile-words.ts";
import { sampleWholePreview } from "../sample-report.ts";
import { openPage } from "./browser.ts";
import { hasBrowser, startBrowser } from "./chromium.ts";
import { FACTS, largePage, samplePage } from "./preview-page.ts";

const WORDS: Readonly<Record<string, string>> = {
  "a script": "</script><script>document.title = 'taken'</script>",
  "an image": "<img src=x onerror=\"document.title = 'taken'\">",
  "a comment": "<!-- x --><!--",
  quotes: "\"'`><b>",
  "a mark that reverses the line": "\u202Egpj",
  "a colour": "\u001B[31m",
  pipes: "|`@team` #1 ${x}",
  "a megabyte": "x".repeat(1_000_000),
};

/** The frame of a phone. */
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

describe.skipIf(!hasBrowser())("the page of a preview", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser.close());

  it("names risks first, and shows the change of one", async () => {
    const { page, trouble } = await openPage(browser, samplePage());
    const risks = await page.locator("#risks li").allInnerTexts();
    expect(risks.slice(0, 2)).toEqual([
      "cloud: replace redis.Instance prod-us-central1-cartservice-carts on prod-us-central1: transitEncryptionMode; used by cartservice; protected",
      expect.stringMatching(/^image cartservice on latest: runs images of registry\.example\.net\/cart \(Deployment cartservice\) Show/),
    ]);
    await page.locator("#risks button").first().click();
    expect(await page.locator("details.file[open] summary bdi").allInnerTexts()).toEqual(["Deployment cartservice"]);
    const del = await page.locator(".diff del").innerText();
    expect(del).toContain("-          image: us-docker.pkg.dev/online-boutique-ci/shop/cartservice:v0.10.6");
    expect(await page.locator(".diff ins").innerText()).toContain("+          image: registry.example.net/cart:v0.10.6");
    expect(trouble).toEqual([]);
  });

  it("filters by words, stack, change and risk", async () => {
    const { page } = await openPage(browser, samplePage());
    // The browser renders a file only near the window, so its inner text may be empty.
    const shown = async (): Promise<readonly string[]> => page.locator("details.file > summary bdi").allTextContents();
    const found = page.locator("#found");
    expect(await found.innerText()).toBe("8 files");
    await page.fill("#search", "cart network");
    expect([await found.innerText(), await shown()]).toEqual(["2 of 8 files", ["NetworkPolicy open", "NetworkPolicy open"]]);
    await page.selectOption("#stack", "latest");
    expect(await shown()).toEqual(["NetworkPolicy open"]);
    await page.fill("#search", "");
    await page.selectOption("#action", "removed");
    expect(await shown()).toEqual(["Service emailservice"]);
    await page.selectOption("#action", "changed");
    await page.check("#risky");
    expect(await shown()).toEqual(["Deployment cartservice"]);
  });

  it("says what later waves wait for, and what the cloud loses and costs", async () => {
    const { page } = await openPage(browser, samplePage());
    expect(await page.locator("details.stack > summary .later").allInnerTexts()).toEqual([
      "prod-us-central1 of prod follows, after latest has run it for 2h",
    ]);
    expect(await page.locator("#clouds").innerText()).toContain("cost: +$35.77 a month, $214.55 in all");
    expect(await page.locator("#findings li").allInnerTexts()).toEqual([
      "services/cartservice.ts: scale.max: scales too far (policy small-carts) lower scale.max",
    ]);
  });

  it("draws services, needs and cloud, and marks what changes", async () => {
    const { page } = await openPage(browser, samplePage());
    const marks = await page.locator("#graph figure").last().locator("g:not(.same) title").allTextContents();
    expect(marks.toSorted()).toEqual([
      "cartservice-carts: replaced",
      "cartservice: changes",
      "checkoutservice: changes",
      "emailservice: changes",
    ]);
    expect(await page.locator("#graph").getByText("adservice").count()).toBe(0);
  });

  it("links to the lines of specs", async () => {
    const { page } = await openPage(browser, samplePage());
    const hrefs = await page.locator("a.spec").evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
    expect(hrefs).toContain(`https://github.com/acme/ops/blob/${"1".repeat(40)}/services/cartservice.ts#L3`);
  });

  it("needs no mouse", async () => {
    const { page } = await openPage(browser, samplePage());
    await page.keyboard.press("/");
    await page.keyboard.type("email");
    await page.keyboard.press("ArrowDown");
    for (const key of ["ArrowDown", "ArrowDown", "ArrowRight"]) await page.keyboard.press(key);
    expect(await page.locator(".diff").count()).toBe(1);
    expect(await page.locator(".diff del").innerText()).toContain("-kind: Service");
    await page.keyboard.press("ArrowLeft");
    expect(await page.locator(".diff").isVisible()).toBe(false);
  });

  it.each([
    ["on a phone", PHONE],
    ["on a narrow phone", { ...PHONE, viewport: { width: 320, height: 568 } }],
    ["on a desktop", {}],
  ])("never scrolls sideways %s", async (_title, options) => {
    const { page } = await openPage(browser, samplePage(), options);
    await page.locator("#risks button").first().click();
    expect(await page.evaluate<number>("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
  });

  it.each(Object.entries(WORDS))("takes %s for text", async (_title, word) => {
    const facts = { ...FACTS, name: word, graphs: new Map([[`latest`, [{ service: `cart${word}`, calls: [word], needs: [] }]]]) };
    const { page, trouble } = await openPage(browser, previewPage(sampleWholePreview(word), facts));
    for (const closed of await page.locator("details.file").all()) await closed.evaluate((element) => element.setAttribute("open", ""));
    await page.waitForTimeout(200);
    expect(await page.locator(".diff").count()).toBeGreaterThan(4);
    expect(await page.locator("img, iframe, b b, h1 *:not(bdi)").count()).toBe(0);
    expect(await page.title()).not.toBe("taken");
    expect(await page.content()).not.toMatch(RAW_CONTROLS);
    expect(trouble).toEqual([]);
  });

  it("runs no script but its own", async () => {
    const { page } = await openPage(browser, samplePage().replace("</main>", "</main><script>document.title = 'taken'</script>"));
    expect(await page.title()).toBe("online-boutique: what changes");
  });

  it("lists ten thousand files", async () => {
    const { page, trouble } = await openPage(browser, largePage(10_000));
    expect(await page.locator("#found").innerText()).toBe("10000 files");
    await page.fill("#search", "svc-999 d-9999");
    expect(await page.locator("details.file").count()).toBe(1);
    expect(trouble).toEqual([]);
  });

  it.each(["light", "dark"] as const)("looks as docs/preview.md shows it, in %s colours", async (colorScheme) => {
    const { page } = await openPage(browser, samplePage(), { viewport: { width: 1120, height: 900 }, colorScheme });
    await page.locator("#risks button").first().click();
    await page.evaluate("scrollTo(0, 0)");
    const image = await page.screenshot();
    expect(image.length).toBeLessThan(200_000);
    if (process.env["BOARD_SCREENSHOT"] === "1" && colorScheme === "light") writeFileSync(join(CHECKOUT, "docs/preview.png"), image);
  });
});
