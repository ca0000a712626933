import { expect, it } from "vitest";
import { isLabelValue, isQualifiedName } from "./qualified-name.ts";

it.each<readonly [text: string, key: boolean, value: boolean]>([
  ["pool", true, true],
  ["A_b.c-1", true, true],
  ["cloud.google.com/gke-nodepool", true, false],
  ["", false, true],
  ["-a", false, false],
  ["a b", false, false],
  ["Example.com/a", false, false],
  ["example.com/", false, false],
  ["/a", false, false],
  ["a/b/c", false, false],
  ["a".repeat(63), true, true],
  ["a".repeat(64), false, false],
])("%j", (text, key, value) => {
  expect([isQualifiedName(text), isLabelValue(text)]).toEqual([key, value]);
});
