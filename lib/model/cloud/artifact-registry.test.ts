import { expect, it } from "vitest";
import { type Fields, problemsWith } from "../../../test/fleets.ts";

it.each<readonly [what: string, cloud: Fields, problems: readonly string[]]>([
  ["a repository", { registry: {} }, []],
  ["no repository", { registry: { repositories: [] } }, ["registry.repositories: must not be empty"]],
  ["a repository twice", { registry: { repositories: ["a", "a"] } }, ['registry.repositories.1: "a" is listed twice']],
  [
    "a repository in capitals",
    { registry: { repositories: ["A"] } },
    ['registry.repositories.0: "A" must consist of lower-case letters, digits and "-"'],
  ],
  [
    "an owner for a GitHub repository",
    { registry: { github: ["acme"] } },
    ['registry.github.0: "acme" is not a repository of GitHub such as acme/cart'],
  ],
  [
    "all repositories of an owner",
    { registry: { github: ["acme/*"] } },
    ['registry.github.0: "acme/*" is not a repository of GitHub such as acme/cart'],
  ],
  ["a zone of the stack's domain", { zone: {} }, []],
  ["a zone with a dot at the end", { zone: { domain: "example.com." } }, ['zone.domain: "example.com." is not a DNS name']],
])("%s", (_what, cloud, problems) => {
  expect(problemsWith({}, { cloud })).toEqual(problems.map((problem) => `stacks/latest.ts: cloud.${problem}`));
});

it("a zone needs a domain", () => {
  expect(problemsWith({}, { cloud: { zone: {} }, domain: undefined })).toEqual([
    "stacks/latest.ts: cloud.zone.domain: missing: the stack has no domain",
  ]);
});
