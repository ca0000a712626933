import { describe, expect, it } from "vitest";
import { TestProject } from "./project.ts";

describe("fairlead cloud cost", () => {
  it("adds up the prices of a stack, and names what it leaves out", () => {
    const { status, stdout, stderr } = new TestProject().run(["cloud", "cost", "--stack", "prod-us-central1", "--service", "cartservice"]);
    expect([status, stdout, stderr]).toEqual([
      0,
      [
        "prod-us-central1  us-central1  $46.72 a month",
        "  cartservice  $46.72",
        "",
        "list prices in US dollars of 2025-03-06, without discounts and taxes",
        "",
      ].join("\n"),
      "",
    ]);
  });

  it("gives programs the numbers", () => {
    const { stdout } = new TestProject().run(["cloud", "cost", "--stack", "prod-us-central1", "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({
      stacks: [{ stack: "prod-us-central1", owners: expect.arrayContaining([{ service: "cartservice", least: 46.72, most: 46.72 }]) }],
    });
  });

  it("refuses a stack that does not exist", () => {
    const { status, stderr } = new TestProject().run(["cloud", "cost", "--stack", "prd"]);
    expect([status, stderr]).toEqual([3, expect.stringContaining('no stack "prd"')]);
  });
});
