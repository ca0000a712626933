import { describe, expect, it } from "vitest";
import packageJson from "../../../package.json" with { type: "json" };
import { KUBERNETES_VERSION, PULUMI_VERSION } from "../versions.ts";
import { parseVersion, versionProblem } from "./version-problem.ts";

describe("versionProblem with the minimum 3.259.0", () => {
  it.each([
    ["3.259.0", undefined],
    ["v3.259.0", undefined],
    ["v3.259.0\n", undefined],
    ["3.259.0+local.1", undefined],
    ["3.259.1", undefined],
    ["3.260.0", undefined],
    ["3.260.0-alpha.1", undefined],
    ["3.1000.0", undefined],
    ["3.258.9", "is 3.258.9, older than 3.259.0"],
    ["v3.100.0", "is 3.100.0, older than 3.259.0"],
    ["3.99.0", "is 3.99.0, older than 3.259.0"],
    ["3.259.0-alpha.1", "is 3.259.0-alpha.1, older than 3.259.0"],
    ["2.259.0", "is 2.259.0; version 3 is needed, from 3.259.0 on"],
    ["4.0.0", "is 4.0.0; version 3 is needed, from 3.259.0 on"],
    ["v0.0.0-dev", "is 0.0.0-dev; version 3 is needed, from 3.259.0 on"],
    ["", "prints nothing instead of a version"],
    ["3.259", 'prints "3.259" instead of a version'],
    ["v3.259.0 (linux)", 'prints "v3.259.0 (linux)" instead of a version'],
    ["warning: old\nv3.259.0", 'prints "warning: old\nv3.259.0" instead of a version'],
    ["x".repeat(1000), `prints "${"x".repeat(60)}" instead of a version`],
  ])("%j: %s", (text, problem) => {
    expect(versionProblem(text, "3.259.0")).toBe(problem);
  });
});

describe("the versions", () => {
  it("are those of the SDKs in package.json", () => {
    const dependencies: Readonly<Record<string, string>> = packageJson.peerDependencies;
    expect([PULUMI_VERSION, KUBERNETES_VERSION]).toEqual([dependencies["@pulumi/pulumi"], dependencies["@pulumi/kubernetes"]]);
  });

  it("are valid versions", () => {
    expect([PULUMI_VERSION, KUBERNETES_VERSION].map((text) => parseVersion(text)?.preRelease)).toEqual([undefined, undefined]);
    expect(versionProblem(PULUMI_VERSION)).toBe(undefined);
  });
});
