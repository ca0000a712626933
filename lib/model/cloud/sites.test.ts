import { expect, it } from "vitest";
import { type Fields, problemsWith } from "../../../test/fleets.ts";
import { siteBucket } from "./sites.ts";

const SITE = { host: "docs.shop.example.com", because: "customers read it" };

it.each<readonly [what: string, sites: Fields, problems: readonly string[]]>([
  ["a site", { docs: SITE }, []],
  ["a site with all fields", { docs: { ...SITE, notFound: "errors/404.html", github: ["acme/docs"] } }, []],
  ["a name in capitals", { Docs: SITE }, ['Docs: "Docs" must consist of lower-case letters, digits and "-"']],
  ["a host without a domain", { docs: { ...SITE, host: "docs" } }, ['docs.host: "docs" is not a DNS name']],
  ["a URL", { docs: { ...SITE, host: "https://docs.example.com" } }, ['docs.host: "https://docs.example.com" is not a DNS name']],
  ["an address", { docs: { ...SITE, host: "10.0.0.1" } }, ['docs.host: "10.0.0.1" is not a DNS name']],
  ["an empty reason", { docs: { ...SITE, because: " " } }, ["docs.because: must not be empty"]],
  [
    "a page with a slash at the start",
    { docs: { ...SITE, notFound: "/404.html" } },
    ['docs.notFound: "/404.html" is not the path of a file in the bucket'],
  ],
  [
    "an owner for a GitHub repository",
    { docs: { ...SITE, github: ["acme"] } },
    ['docs.github.0: "acme" is not a repository of GitHub such as acme/cart'],
  ],
  [
    "two mistakes",
    { docs: { ...SITE, host: "a b", because: "" } },
    ['docs.host: "a b" is not a DNS name', "docs.because: must not be empty"],
  ],
])("%s", (_what, sites, problems) => {
  expect(problemsWith({}, { cloud: { sites } })).toEqual(problems.map((problem) => `stacks/latest.ts: cloud.sites.${problem}`));
});

it("a site must say why it is public", () => {
  expect(problemsWith({}, { cloud: { sites: { docs: { host: SITE.host } } } })).toEqual([
    expect.stringMatching(/^stacks\/latest\.ts: cloud\.sites\.docs\.because: /),
  ]);
});

it("the name of a bucket fits, and no need has it", () => {
  expect(siteBucket({ project: "shop", name: "prod" }, "docs")).toBe("shop-prod-site_docs");
  const long = siteBucket({ project: "p".repeat(30), name: "s".repeat(30) }, "docs");
  expect(long.length).toBeLessThanOrEqual(63);
});
