import { expect, it } from "vitest";
import { type ImageSources, sourceRisks } from "./source-risks.ts";

const sources = (...repositories: readonly string[]): ImageSources => ({ stack: "prod", service: "cart", repositories });

it.each<readonly [title: string, before: readonly ImageSources[], after: ImageSources, texts: readonly string[]]>([
  ["the same repository", [sources("a/cart")], sources("a/cart"), []],
  ["another repository", [sources("a/cart")], sources("b/cart"), ["will run releases of b/cart"]],
  ["one repository more", [sources("a/cart")], sources("a/cart", "b/cart"), ["will run releases of b/cart"]],
  ["one repository less", [sources("a/cart", "b/cart")], sources("b/cart"), []],
  ["a new service", [], sources("a/cart"), []],
  [
    "a service of another stack",
    [{ ...sources("b/cart"), stack: "latest" }, sources("a/cart")],
    sources("b/cart"),
    ["will run releases of b/cart"],
  ],
])("%s", (_title, before, after, texts) => {
  expect(sourceRisks(before, [after]).map(({ text }) => text)).toEqual(texts);
});

it("names the service, its stack and its lock", () => {
  expect(sourceRisks([sources("a/cart")], [sources("b/cart")])).toMatchObject([
    { kind: "image", stack: "prod", service: "cart", object: "spec", path: "prod/versions.yaml" },
  ]);
});
