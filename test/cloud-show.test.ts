import { describe, expect, it } from "vitest";
import { TestProject } from "./project.ts";

describe("fairlead cloud show", () => {
  it("lists what the services of a stack need", () => {
    const { status, stdout, stderr } = new TestProject().run(["cloud", "show", "--stack", "prod-us-central1", "--service", "cartservice"]);
    expect([status, stdout, stderr]).toEqual([
      0,
      [
        "prod-us-central1  project boutique-prod  2 resources, 1 protected",
        "  Redis cartservice-carts",
        "    dns.RecordSet   carts.cartservice.prod-us-central1.internal",
        "    redis.Instance  prod-us-central1-cartservice-carts           protected",
        "",
      ].join("\n"),
      "",
    ]);
  });

  it("shows inputs, and what only the cloud knows", () => {
    const { stdout } = new TestProject().run(["cloud", "show", "--stack", "prod-us-central1", "--service", "cartservice", "--inputs"]);
    expect(stdout.split("\n").map((line) => line.trim().replace(/ +/, " "))).toEqual(
      expect.arrayContaining([
        "rrdatas.0 <host of redis.Instance prod-us-central1-cartservice-carts>",
        "deletionProtection true",
        'tier "STANDARD_HA"',
        'persistenceConfig.rdbSnapshotPeriod "ONE_HOUR"',
      ]),
    );
  });

  it("gives programs each resource with its inputs", () => {
    const { stdout } = new TestProject().run(["cloud", "show", "--service", "cartservice", "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({
      clouds: [{ stack: "latest", resources: [] }, { stack: "prod-europe-west1" }, { stack: "prod-us-central1" }, { stack: "staging" }],
    });
  });

  it("warns of a private range that is too small for a network", () => {
    const project = new TestProject();
    project.edit("stacks/staging.ts", /privateRange: "[^"]*"/, 'privateRange: "10.20.0.0/24"');
    const { status, stderr } = project.run(["cloud", "show", "--stack", "staging"]);
    expect([status, stderr]).toEqual([
      0,
      'warning: stacks/staging.ts: privateRange: "10.20.0.0/24" is too small for a network with managed services; at least /23 fits\n',
    ]);
  });

  it.each<readonly [what: string, args: readonly string[], exit: number, message: RegExp]>([
    ["a stack that does not exist", ["--stack", "prd"], 3, /no stack "prd"/],
    ["an unknown flag", ["--input"], 2, /--input/],
  ])("refuses %s", (_what, args, exit, message) => {
    const { status, stderr } = new TestProject().run(["cloud", "show", ...args]);
    expect([status, message.test(stderr) ? "told" : stderr]).toEqual([exit, "told"]);
  });
});
