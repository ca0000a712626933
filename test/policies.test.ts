import { describe, expect, it } from "vitest";
import { TestProject } from "./project.ts";

const POLICY = `import { definePolicy } from "fairlead";

export default definePolicy("small-carts", {
  why: "carts are small",
  fix: "lower scale.max",
  level: "refuse",
  manifests: (object, { stack }) =>
    object.kind === "HorizontalPodAutoscaler" && object.metadata.name === "cartservice" && stack.tier !== "latest" ? ["scales too far"] : [],
});
`;
const PROBLEM =
  "services/cartservice.ts: HorizontalPodAutoscaler cartservice: scales too far (policy small-carts on prod-europe-west1, prod-us-central1, staging: carts are small)";

const CLOUD_POLICY = `import { definePolicy } from "fairlead";

export default definePolicy("no-redis", {
  why: "we moved to Valkey",
  fix: "use valkey()",
  level: "refuse",
  cloud: ({ type }) => (type === "gcp:redis/instance:Instance" ? ["is Redis"] : []),
});
`;

/** Makes the sample fleet, committed, with a policy. */
function withPolicy(text: string): TestProject {
  const project = new TestProject();
  project.write("policies/small-carts.ts", text);
  project.commitAll();
  return project;
}

const policyWith = (field: string): string => POLICY.replace('  level: "refuse",\n', `  ${field}\n`);

describe("a policy that refuses", () => {
  it.each([
    ["render", ["render"]],
    ["check", ["check"]],
  ])("stops %s, and nothing is written", (_what, args) => {
    const project = withPolicy(POLICY);
    const before = project.snapshot();
    const { status, stderr } = project.run(args);
    expect([status, stderr.split("\n").slice(0, 2)]).toEqual([3, [PROBLEM, "  lower scale.max"]]);
    expect(project.snapshot()).toEqual(before);
  });

  it.each([["plan"], ["up"]])("holds the service in %s, as other problems of its objects do", (command) => {
    const project = withPolicy(POLICY);
    const before = project.snapshot();
    const { status, stdout } = project.run([command, "--json"]);
    expect(status).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({
      held: [
        {
          file: "services/cartservice.ts",
          policy: { name: "small-carts", service: "cartservice", object: "HorizontalPodAutoscaler cartservice" },
        },
      ],
    });
    expect(project.snapshot()).toEqual(before);
  });

  it.each([
    ["render", ["render"]],
    ["check", ["check"]],
    ["plan", ["plan"]],
    ["up", ["up"]],
    ["the cloud", ["up", "--only", "cloud"]],
    ["preview", ["preview"]],
  ])("a cloud resource stops %s as a whole", (_what, args) => {
    const project = withPolicy(CLOUD_POLICY);
    const { status, stdout, stderr } = project.run(args);
    expect([status, stdout]).toEqual([3, ""]);
    expect(stderr).toMatch(
      /^services\/cartservice.ts: Instance \S+: is Redis \(policy no-redis on .*: we moved to Valkey\)\n {2}use valkey\(\)\n/,
    );
  });
});

describe("a policy", () => {
  it("that warns stops nothing", () => {
    const project = withPolicy(policyWith('level: "warn",'));
    const { status, stderr, stdout } = project.run(["render", "--json"]);
    expect([status, stderr]).toEqual([0, `warning: ${PROBLEM}\n  lower scale.max\n`]);
    expect(JSON.parse(stdout)).toMatchObject({ warnings: [{ policy: { name: "small-carts" } }] });
  });

  it("has exemptions with a last day", () => {
    const exempt = (expires: string): TestProject =>
      withPolicy(
        `import cart from "../services/cartservice.ts";\n${policyWith(`level: "refuse", exemptions: [{ service: cart, owner: "ada@example.com", reason: "sale", expires: "${expires}" }],`)}`,
      );
    expect(exempt("2999-12-31").run(["render"])).toMatchObject({ status: 0, stderr: "" });
    const { status, stderr } = exempt("2020-12-31").run(["check"]);
    expect([status, stderr.split("\n")[0]]).toEqual([3, PROBLEM.replace(" (policy", "; its exemption expired after 2020-12-31 (policy")]);
  });

  it.each([
    ["does not load", "export default x;", "policies/small-carts.ts: line 1: does not load: x is not defined"],
    ["exports nothing", "export const x = 1;", "policies/small-carts.ts: has no default export made by definePolicy"],
    ["exports an empty list", "export default [];", "policies/small-carts.ts: has no default export made by definePolicy"],
    [
      "has a wrong field",
      policyWith('level: "deny",'),
      'policies/small-carts.ts: small-carts.level: must be "warn" or "refuse", got "deny"',
    ],
    [
      "throws",
      POLICY.replace('object.kind === "Hor', 'object.spec.x.y === "Hor'),
      "policies/small-carts.ts: small-carts: threw: Cannot read properties of undefined (reading 'x'), for ServiceAccount adservice on latest",
    ],
  ])("that %s is a problem of its file", (_what, text, problem) => {
    const { status, stderr } = withPolicy(text).run(["render"]);
    expect([status, stderr.split("\n")[0]]).toEqual([3, problem]);
  });
});

it.each([
  ["a file", (project: TestProject) => project.write("policies", "")],
  ["a broken link", (project: TestProject) => project.link("policies", "nowhere")],
])("%s in the place of policies/ never turns policies off", (_what, put) => {
  const project = new TestProject();
  project.remove("policies");
  put(project);
  const { status, stderr } = project.run(["render"]);
  expect([status, stderr.split("\n")[0]]).toEqual([3, "policies/: is not a directory that can be read, so no policy would be applied"]);
});

describe("fairlead policies", () => {
  it("lists the policies, and the exemptions that no longer count", () => {
    const exemption = 'exemptions: [{ service: cart, owner: "ada@example.com", reason: "sale", expires: "2020-12-31" }],';
    const project = withPolicy(`import cart from "../services/cartservice.ts";\n${policyWith(`level: "warn", ${exemption}`)}`);
    project.remove("policies/basics.ts");
    project.remove("policies/memory-limits.ts");
    expect(project.run(["policies"])).toEqual({
      status: 0,
      stderr: "",
      stdout: [
        "warn   small-carts  policies/small-carts.ts",
        "       carts are small",
        "       exempt: cartservice, expired after 2020-12-31, ada@example.com: sale",
        "",
      ].join("\n"),
    });
    project.remove("policies");
    expect(project.run(["policies"]).stdout).toBe("no policies: policies/ is empty or missing\n");
  });
});
