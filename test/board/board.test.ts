import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Board } from "../../lib/app/board/board.ts";
import { boardPage } from "../../lib/report/html/board-page.ts";
import { HOSTILE_WORDS } from "../hostile-words.ts";
import { CHECKOUT } from "../project.ts";
import { openPage } from "./browser.ts";
import { hasBrowser, startBrowser } from "./chromium.ts";
import { commitOf, current, largeBoard, sampleBoard } from "./sample-board.ts";

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true } as const;

/** Words that a person, a file or git can fill, and that break a page that takes them for markup. */
const WORDS = {
  ...HOSTILE_WORDS,
  "the end of a script": "</script><script>alert(1)</script>",
  "an element with a handler": '"><img src=x onerror=alert(1)>',
  "a template": "${alert(1)}`",
  "a name of every object": "__proto__",
  "a right-to-left word": "\u05D0\u05D1",
};

describe.skipIf(!hasBrowser())("the board in Chromium", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser.close());

  it("shows version, age and state of each service on each stack", async () => {
    const { page, trouble } = await openPage(browser, boardPage(sampleBoard()));
    const text = async (service: string, column: number): Promise<string> =>
      (await page.locator(`[data-service="${service}"] .cell`).nth(column).innerText()).replaceAll(/\s+/g, " ");
    expect(await text("cartservice", 3)).toMatch(/^‖ v0\.10\.5 \d+\w held, 1 behind$/);
    expect(await text("frontend", 2)).toMatch(/^↑ v0\.10\.6 \d+\w advance, 2 behind$/);
    expect(await text("adservice", 0)).toMatch(/^✓ v0\.10\.6 \d+\w current$/);
    expect(await page.locator(".totals").innerText()).toMatch(/1\s+held\s+2\s+advance\s+45\s+current/);
    expect(await page.locator(".stack").first().innerText()).toMatch(/latest\s+latest expired/);
    expect(trouble).toEqual([]);
  });

  it.each<[title: string, filters: Readonly<Record<string, string>>, found: string, columns: number]>([
    ["a part of a name", { search: "cart" }, "1 of 12 services", 4],
    ["words in any order", { search: "SERVICE check" }, "1 of 12 services", 4],
    ["a stack", { stack: "prod-us-central1" }, "12 services", 1],
    ["a tier", { tier: "prod" }, "12 services", 2],
    ["a state", { state: "held" }, "1 of 12 services", 4],
    ["a state on a stack that does not have it", { state: "held", stack: "latest" }, "0 of 12 services", 1],
    ["a name that no service has", { search: "nothing" }, "0 of 12 services", 4],
  ])("filters by %s", async (_title, { search = "", ...selects }, found, columns) => {
    const { page, trouble } = await openPage(browser, boardPage(sampleBoard()));
    await page.fill("#search", search);
    for (const [id, value] of Object.entries(selects)) await page.selectOption(`#${id}`, value);
    expect(await page.locator("#found").innerText()).toBe(found);
    expect(await page.locator(".stack:visible").count()).toBe(columns);
    expect(await page.locator("#nothing").isVisible()).toBe(found.startsWith("0 "));
    if (found.startsWith("0 ")) await page.click("#clear");
    else await page.focus("#search");
    expect(await page.evaluate("document.activeElement.id")).toBe("search");
    expect(trouble).toEqual([]);
  });

  it("is used with the keyboard alone", async () => {
    const { page, trouble } = await openPage(browser, boardPage(sampleBoard()));
    const focused = (): Promise<string> =>
      page.evaluate<string>(
        "(({ parentElement, dataset, id }) => `${parentElement.dataset.service ?? id}/${dataset.stack ?? ''}`)(document.activeElement)",
      );
    await page.keyboard.press("/");
    expect(await focused()).toBe("search/");
    await page.keyboard.type("service");
    await page.keyboard.press("ArrowDown");
    expect(await focused()).toBe("adservice/");
    for (const key of ["ArrowDown", "ArrowRight", "ArrowRight"]) await page.keyboard.press(key);
    expect(await focused()).toBe("cartservice/staging");
    await page.keyboard.press("End");
    expect(await focused()).toBe("cartservice/prod-us-central1");
    expect(await page.evaluate("getComputedStyle(document.activeElement).outlineStyle")).toBe("solid");
    await page.keyboard.press("Enter");
    expect(await page.locator("#detail .asked h3").innerText()).toContain("prod-us-central1");
    await page.keyboard.press("Escape");
    expect(await page.locator("#detail").isVisible()).toBe(false);
    expect(await focused()).toBe("cartservice/prod-us-central1");
    await page.keyboard.press("Home");
    await page.keyboard.press("Shift+Tab");
    expect(await focused()).toMatch(/^(?:state|filters)\//);
    await page.keyboard.press("Tab");
    expect(await focused()).toBe("cartservice/");
    expect(trouble).toEqual([]);
  });

  it("shows the details of a service with links and commands, also by its address", async () => {
    const { page, trouble } = await openPage(browser, boardPage(sampleBoard()));
    await page.locator('[data-service="cartservice"] .name').click();
    const detail = page.locator("#detail");
    expect(await detail.innerText()).toContain("rolled back by Grace Hopper: carts were empty");
    expect(await detail.innerText()).toContain("npx fairlead resume prod-us-central1/cartservice");
    const hrefs = await detail.locator("a").evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
    expect(hrefs).toContain("https://argocd.example.com/applications/argocd/prod-us-central1-cartservice");
    expect(hrefs.some((href) => /^https:\/\/github\.com\/acme\/ops\/commit\/[0-9a-f]{40}$/.test(href))).toBe(true);
    expect(page.url()).toMatch(/#cartservice$/);
    await page.reload();
    expect(await page.locator("#detail-title").innerText()).toBe("cartservice");
    expect(trouble).toEqual([]);
  });

  it.each([
    ["on a phone", PHONE],
    ["on a narrow phone", { ...PHONE, viewport: { width: 320, height: 568 } }],
    ["on a desktop", {}],
  ])("never scrolls sideways %s", async (_title, options) => {
    const { page } = await openPage(browser, boardPage(sampleBoard()), options);
    const widths = (): Promise<readonly number[]> =>
      page.evaluate<readonly number[]>("[document.documentElement, document.body].map(({ scrollWidth }) => scrollWidth - innerWidth)");
    expect(await widths()).toEqual([0, 0]);
    await page.locator('[data-service="cartservice"] .name').click();
    expect(await widths()).toEqual([0, 0]);
    expect(await page.evaluate("document.querySelector('dialog').scrollWidth")).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0);
  });

  it("keeps the heads of rows and columns in view", async () => {
    const { page } = await openPage(browser, boardPage(largeBoard(200, 20)));
    await page.evaluate("document.querySelector('main').scrollTo(900, 3000)");
    const main = await page.locator("main").boundingBox();
    expect(Math.round((await page.locator(".corner").boundingBox())?.y ?? 0)).toBe(Math.round((main?.y ?? 0) + 1));
    expect(Math.round((await page.locator(".name:visible").nth(100).boundingBox())?.x ?? 0)).toBe(Math.round((main?.x ?? 0) + 1));
  });

  it.each(["light", "dark"] as const)("has enough contrast in %s colours", async (colorScheme) => {
    const { page } = await openPage(browser, boardPage(sampleBoard()), { colorScheme });
    const colors = await page.evaluate<readonly (readonly [selector: string, color: string, behind: string])[]>(COLORS);
    expect(colors.length).toBe(8);
    expect(colors.filter(([, color, behind]) => contrast(color, behind) < 4.5)).toEqual([]);
  });

  it("names its fields, rows and columns for a screen reader", async () => {
    const { page } = await openPage(browser, boardPage(sampleBoard()));
    expect(await page.getByRole("searchbox", { name: "Search services" }).count()).toBe(1);
    for (const name of ["stack", "tier", "state"]) expect(await page.getByRole("combobox", { name, exact: true }).count()).toBe(1);
    const [grid, rows] = [page.getByRole("grid", { name: "Services and stacks" }), page.getByRole("row")];
    expect([await grid.count(), await rows.count()]).toEqual([1, 13]);
    expect(await page.getByRole("columnheader").count()).toBe(5);
    expect(await page.getByRole("rowheader", { name: "cartservice" }).count()).toBe(1);
    expect(await page.getByRole("gridcell", { name: /v0\.10\.5 .* held, 1 behind/ }).count()).toBe(1);
    expect(await page.locator("html").getAttribute("lang")).toBe("en");
    expect(await page.locator("[tabindex='0']").count()).toBe(1);
    const ids = await page.locator("[id]").evaluateAll((all) => all.map(({ id }) => id));
    expect(ids.length).toBe(new Set(ids).size);
  });

  it.each(Object.entries(WORDS))("takes %s for text", async (_title, word) => {
    const { page, trouble } = await openPage(browser, boardPage(hostileBoard(word)));
    await page.waitForTimeout(400);
    await page.locator(".row[data-service] .name").first().click();
    expect(await page.locator("#detail").isVisible()).toBe(true);
    await page.keyboard.press("Escape");
    await page.fill("#search", word);
    expect(await page.locator("img, iframe, h1 *:not(bdi)").count()).toBe(0);
    expect(trouble).toEqual([]);
  });

  it("opens links to web pages only", async () => {
    const { page } = await openPage(browser, boardPage(hostileBoard("javascript:alert(1)")));
    await page.locator(".row[data-service] .name").first().click();
    const links = await page.locator("a").evaluateAll((all) => all.map((link) => String(Reflect.get(link, "protocol"))));
    expect(new Set(links)).toEqual(new Set(["https:"]));
  });

  it("runs no script but its own", async () => {
    const { page } = await openPage(
      browser,
      boardPage(sampleBoard()).replace("</main>", "</main><script>document.title = 'taken'</script>"),
    );
    expect(await page.title()).toBe("online-boutique: what runs where");
  });

  it("draws only the visible rows of a large fleet", async () => {
    const { page, trouble } = await openPage(browser, boardPage(largeBoard(1000, 10)));
    const drawn = await page.evaluate<number>(
      "[...document.querySelectorAll('.tag')].filter((tag) => tag.checkVisibility({ contentVisibilityAuto: true })).length",
    );
    expect(drawn).toBeLessThan(2000);
    await page.fill("#search", "svc-999");
    expect(await page.locator("#found").innerText()).toBe("1 of 1000 services");
    expect(trouble).toEqual([]);
  });

  it("looks as docs/status.md shows it", async () => {
    const { page } = await openPage(browser, boardPage(sampleBoard()), { viewport: { width: 1120, height: 660 } });
    const image = await page.screenshot();
    expect(image.length).toBeLessThan(150_000);
    if (process.env["BOARD_SCREENSHOT"] === "1") writeFileSync(join(CHECKOUT, "docs/board.png"), image);
  });
});

/** Returns a board with the word in each string that a person, a file or git can fill. */
function hostileBoard(word: string): Board {
  const [stack, service] = [`prod${word}`, `cart${word}`];
  const commit = { ...commitOf(`Deploy ${word}`, 1, `Ada ${word}`), id: "1".repeat(40) };
  const deployment = {
    ...current(stack, service, 1),
    outcome: "held" as const,
    effect: "refused" as const,
    reason: `because ${word}`,
    hint: `run ${word}`,
    version: { tag: word, release: word, digest: word },
    candidate: { tag: word },
    deployed: commit,
  };
  return {
    status: {
      name: `shop${word}`,
      at: "2026-01-31T12:00:00Z",
      stacks: [{ stack, tier: "prod", channel: word }],
      deployments: [deployment],
      expired: [{ stack, expires: word }],
    },
    steps: new Map([[`${stack}/${service}`, [{ kind: "deploy", commit, from: word, to: word, digest: word }]]]),
    commits: "https://github.com/acme/ops/commit/",
    links: new Map([[stack, { applications: `https://argocd.example.com/applications/argocd/${word}`, console: undefined }]]),
  };
}

/** Lists the colour of some elements, and the colour behind each. */
const COLORS = `(() => {
  const behind = (element) => {
    const color = element === null ? "rgb(255, 255, 255)" : getComputedStyle(element).backgroundColor;
    return color === "rgba(0, 0, 0, 0)" ? behind(element.parentElement) : color;
  };
  return [".title p", ".cell time", ".word", ".refused .word", ".moved .word", ".tag", ".expired", ".totals b"].map((selector) => {
    const element = document.querySelector(selector);
    return [selector, getComputedStyle(element).color, behind(element)];
  });
})()`;

/** Returns the relative luminance of `rgb(r, g, b)`, as WCAG 2 defines it. */
const luminance = (color: string): number =>
  (color.match(/[\d.]+/g) ?? []).slice(0, 3).reduce((sum, text, at) => {
    const part = Number(text) / 255;
    return sum + ([0.2126, 0.7152, 0.0722][at] ?? 0) * (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  }, 0);

const contrast = (a: string, b: string): number => {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
};
