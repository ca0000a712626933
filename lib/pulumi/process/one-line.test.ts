import { expect, it } from "vitest";
import { oneLine, plainLine } from "./one-line.ts";

it.each([
  ["/shop", "file:///shop/components/odd.ts:5:9"],
  ["/my shop", "file:///my%20shop/components/odd.ts:5:9"],
  ["/my shop", "/my shop/components/odd.ts:5:9"],
])("sources in %s: %s is a place in them", (sources, place) => {
  expect(oneLine(`no luck\n    at own (${place})`, { workDir: "/work", sources })).toBe("no luck (components/odd.ts:5:9)");
});

it("joins the engine's lines, and drops colors and the work directory", () => {
  expect(
    plainLine("<{%fg 1%}>failed<{%reset%}> to start\n   /x/engine-1/latest/bin/pulumi\u001b[0m:\n\n  no\n", "/x/engine-1/latest"),
  ).toBe("failed to start bin/pulumi: no");
});
