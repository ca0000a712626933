import { describe, expect, it } from "vitest";
import { TestProject } from "./project.ts";

const CART = "services/cartservice.ts";

/** Changes the sample fleet after a commit. */
function changed(change: (project: TestProject) => void, before: (project: TestProject) => void = () => {}): TestProject {
  const project = new TestProject();
  before(project);
  project.commitAll();
  change(project);
  return project;
}

const debug = (project: TestProject): void => project.edit(CART, "carts.address }", 'carts.address, LEVEL: "debug" }');

describe("fairlead preview", () => {
  it("shows one change of four stacks once, without the hashes that follow from it", () => {
    expect(changed(debug).run(["preview", "--base", "HEAD"])).toEqual({
      status: 0,
      stdout: [
        "~ changed ConfigMap cartservice-* on latest, prod-europe-west1, prod-us-central1 and staging",
        "    data.LEVEL: (none) -> debug",
        "    followed by Deployment cartservice",
        "cloud",
        "unchanged: latest, prod-europe-west1, prod-us-central1, staging",
        "8 objects changed, from HEAD to the specs",
        "",
      ].join("\n"),
      stderr: "",
    });
  });

  it("says what follows in later waves, and what they wait for", () => {
    const pipeline = `import { definePipeline } from "fairlead";
export default definePipeline({
  stages: [
    { name: "latest", tier: "latest", soak: "30m" },
    { name: "staging", tier: "staging", soak: "2h" },
    { name: "prod", tier: "prod" },
  ],
});
`;
    const project = changed(debug, (each) => each.write("stacks/pipeline.ts", pipeline));
    const { stdout } = project.run(["preview", "--only", "manifests"]);
    expect(stdout).toMatch(/^~ lock latest: adservice configuration \(none\) -> [0-9a-f]{12}$/m);
    expect(
      stdout
        .split("\n")
        .filter((line) => !line.startsWith("~ lock"))
        .map((line) => line.replaceAll(/[0-9a-f]{8}/g, "#")),
    ).toEqual([
      "~ changed ConfigMap cartservice-# (was cartservice-#) on latest",
      "    data.LEVEL: (none) -> debug",
      "    followed by Deployment cartservice",
      "staging of staging follows, after latest has run it for 30m",
      "  ~ changed ConfigMap cartservice-# (was cartservice-#) on staging",
      "      data.LEVEL: (none) -> debug",
      "      followed by Deployment cartservice",
      "prod-europe-west1 and prod-us-central1 of prod follow, after staging has run it for 2h",
      "  ~ changed ConfigMap cartservice-* on prod-europe-west1 and prod-us-central1",
      "      data.LEVEL: (none) -> debug",
      "      followed by Deployment cartservice",
      "2 objects changed, 3 objects in later waves, from pulumi-gen/ to the specs",
      "",
    ]);
    expect(project.run(["diff"])).toMatchObject({ status: 0, stdout });
    const { later } = JSON.parse(project.run(["diff", "--json"]).stdout);
    expect(later.map((wave: Readonly<Record<string, unknown>>) => [wave["stage"], wave["after"], wave["soakMs"]])).toEqual([
      ["staging", ["latest"], 1_800_000],
      ["prod", ["staging"], 7_200_000],
    ]);
    project.run(["up", "--stack", "latest"]);
    expect(project.run(["diff", "--exit-code"])).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(/nothing changes now, 3 objects in later waves, from pulumi-gen\/ to the specs\n$/),
    });
  });

  it("exits 1 if an object would go, and says so first", () => {
    const project = changed((each) =>
      each.write("pulumi-gen/latest/services/cartservice/service-old.yaml", "kind: Service\nmetadata: { name: old }\n"),
    );
    const { status, stdout } = project.run(["preview", "--only", "manifests"]);
    expect([status, stdout.split("\n")[0]]).toEqual([1, "! deleted: cartservice on latest: is deleted (Service old)"]);
  });

  it("lists findings of policies that stop nothing", () => {
    const project = new TestProject();
    project.write(
      "policies/small.ts",
      `import { definePolicy } from "fairlead";
export default definePolicy("small", {
  why: "nodes are few",
  fix: "lower scale.max",
  level: "warn",
  manifests: (object) => (object.kind === "HorizontalPodAutoscaler" ? ["scales too far"] : []),
});
`,
    );
    project.commitAll();
    const { stdout } = project.run(["preview", "--only", "manifests", "--service", "cartservice"]);
    expect(stdout).toContain("finding services/cartservice.ts: ");
    expect(JSON.parse(project.run(["preview", "--only", "manifests", "--service", "cartservice", "--json"]).stdout).warnings).not.toEqual(
      [],
    );
  });
});
