import { expect, it } from "vitest";
import { parseKubernetesVersion } from "./kubernetes-version.ts";

it.each<readonly [text: string, version: string | undefined]>([
  ["1.34", "v1.34.0"],
  ["v1.34", "v1.34.0"],
  ["1.34.2", "v1.34.2"],
  ["1.33.4-gke.1350000", "v1.33.4-gke.1350000"],
  ["v1.32.9-eks-3abbec1", "v1.32.9-eks-3abbec1"],
  ["v1.31.5+k3s1", "v1.31.5+k3s1"],
  ["01.34", undefined],
  ["1", undefined],
  ["1.34.", undefined],
  ["1.34-gke", undefined],
  ["1.34.0-", undefined],
  ["1.34.0 ", undefined],
  ["1.34.0\n", undefined],
  ["latest", undefined],
  ["", undefined],
])("the version %j", (text, version) => {
  expect(parseKubernetesVersion(text)?.text).toBe(version);
});
