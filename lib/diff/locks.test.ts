import { describe, expect, it } from "vitest";
import { RELEASE_1, RELEASE_2 } from "../../test/release-ids.ts";
import { diffLocks } from "./locks.ts";

const A = `sha256:${"a".repeat(64)}`;
const lines = (before: string, after: string) => diffLocks("staging/versions.yaml", before, after);

describe("diffLocks", () => {
  it.each<readonly [string, string, string]>([
    ["equal texts", "cart: {tag: v1}\n", "cart: {tag: v1}\n"],
    ["services in another order", "cart: {tag: v1}\nad: {tag: v1}\n", "ad: {tag: v1}\ncart: {tag: v1}\n"],
    [
      "fields in another order",
      `cart: {digest: ${A}, image: r.example.com/c, tag: v1}\n`,
      `cart: {tag: v1, image: r.example.com/c, digest: ${A}}\n`,
    ],
    ["block style", "cart: {tag: v1}\n", "cart:\n  tag: v1\n"],
    ["a comment", "cart: {tag: v1}\n", "# pinned\ncart: {tag: v1} # until Monday\n"],
    ["Windows line ends", "cart: {tag: v1}\n", "cart: {tag: v1}\r\n"],
  ])("finds no change in %s", (_title, before, after) => {
    expect(lines(before, after)).toEqual([]);
  });

  it.each<readonly [string, string, string, readonly object[]]>([
    ["a tag", "cart: {tag: v1}\n", "cart: {tag: v2}\n", [{ service: "cart", before: { tag: "v1" }, after: { tag: "v2" } }]],
    [
      "a digest",
      "cart: {tag: v1}\n",
      `cart: {digest: ${A}, tag: v1}\n`,
      [{ service: "cart", before: { tag: "v1" }, after: { digest: A, tag: "v1" } }],
    ],
    [
      "a release",
      `cart: {release: ${RELEASE_1}, tag: v1}\n`,
      `cart: {release: ${RELEASE_2}, tag: v1}\n`,
      [{ service: "cart", before: { release: RELEASE_1, tag: "v1" }, after: { release: RELEASE_2, tag: "v1" } }],
    ],
    ["a new service", "", "cart: {tag: v1}\n", [{ service: "cart", before: undefined, after: { tag: "v1" } }]],
    ["a removed service", "cart: {tag: v1}\n", "", [{ service: "cart", before: { tag: "v1" }, after: undefined }]],
    [
      "several, in order",
      "b: {tag: v1}\na: {tag: v1}\n",
      "c: {tag: v1}\na: {tag: v2}\n",
      [
        { service: "a", before: { tag: "v1" }, after: { tag: "v2" } },
        { service: "b", before: { tag: "v1" }, after: undefined },
        { service: "c", before: undefined, after: { tag: "v1" } },
      ],
    ],
  ])("finds %s", (_title, before, after, expected) => {
    expect(lines(before, after)).toEqual(expected.map((change) => ({ stack: "staging", ...change })));
  });
});
