import { describe, expect, it } from "vitest";
import type { ReleaseChange } from "../../diff/releases.ts";
import { lockText, releaseText } from "./versions.ts";

const A = `sha256:${"a".repeat(64)}`;
const B = `sha256:${"b".repeat(64)}`;

describe("releaseText", () => {
  const version = (tag: string, digest?: string, repository = "r.example.com/cart") => ({ repository, tag, digest });
  const text = (before: ReleaseChange["before"], after: ReleaseChange["after"]) =>
    releaseText({ service: "cart", before, after, stacks: ["latest"], objects: 2 });

  it.each<readonly [string, ReleaseChange["before"], ReleaseChange["after"], string]>([
    ["by tag", version("v1", A), version("v2", B), "cart v1 -> v2 on latest"],
    ["by digest if the tags are equal", version("v1", A), version("v1", B), "cart v1@aaaaaaaaaaaa -> v1@bbbbbbbbbbbb on latest"],
    ["without a digest before", version("v1"), version("v1", A), "cart v1 -> v1@aaaaaaaaaaaa on latest"],
    [
      "by repository if nothing else differs",
      version("v1", A, "old.example.com/cart"),
      version("v1", A),
      "cart old.example.com/cart:v1 -> r.example.com/cart:v1 on latest",
    ],
  ])("names an image %s", (_title, before, after, expected) => {
    expect(text(before, after)).toBe(expected);
  });
});

describe("lockText", () => {
  it.each<readonly [string, Parameters<typeof lockText>[0], string]>([
    [
      "that is removed",
      { stack: "staging", service: "cart", before: { tag: "v1", digest: A }, after: undefined },
      "staging: cart v1@aaaaaaaaaaaa -> (not locked)",
    ],
    ["that is added", { stack: "staging", service: "cart", before: undefined, after: { tag: "v1" } }, "staging: cart (not locked) -> v1"],
    [
      "with a recorded address",
      {
        stack: "staging",
        service: "cart",
        before: { tag: "v1", config: "0123456789ab" },
        after: { tag: "v1", addresses: "cart-carts=10.30.224.8/29", config: "0123456789ac" },
      },
      "staging: cart addresses (none) -> cart-carts=10.30.224.8/29",
    ],
    [
      "with a moved address",
      {
        stack: "staging",
        service: "cart",
        before: { tag: "v1", addresses: "cart-carts=10.30.224.8/29" },
        after: { tag: "v1", addresses: "cart-carts=10.30.224.16/29" },
      },
      "staging: cart addresses cart-carts=10.30.224.8/29 -> cart-carts=10.30.224.16/29",
    ],
    [
      "with another release",
      { stack: "staging", service: "cart", before: { tag: "v1", release: "r1" }, after: { tag: "v1", release: "r2" } },
      "staging: cart v1 (release r1) -> v1 (release r2)",
    ],
    [
      "with another repository",
      { stack: "staging", service: "cart", before: { tag: "v1", image: "old.example.com/cart" }, after: { tag: "v1" } },
      "staging: cart old.example.com/cart:v1 -> v1",
    ],
  ])("shows an entry %s", (_title, change, expected) => {
    expect(lockText(change)).toBe(expected);
  });
});
