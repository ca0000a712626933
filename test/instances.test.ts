import { expect, it } from "vitest";
import { lockLine, recordCart, TestProject } from "./project.ts";
import { SAMPLE } from "./sample-size.ts";

/** Returns the sample fleet in git, whose cartservice runs as two instances. The datastore is outside of the history. */
function withInstances(): TestProject {
  const project = new TestProject();
  project.edit("fairlead.config.ts", "  repository:", `  datastore: "file:.git/releases",\n  repository:`);
  project.commitAll();
  project.move("releases", ".git/releases");
  project.edit(
    "services/cartservice.ts",
    "  scale:",
    `  instances: { eu: { env: { REGION: "eu" } }, us: { env: { REGION: "us" } } },\n  scale:`,
  );
  const references = /cartservice\.endpoint/g;
  project.editAll("services", references, 'cartservice.instance("eu").endpoint');
  return project;
}

const planned = (project: TestProject, ...args: readonly string[]): readonly string[] =>
  project
    .run(["plan", ...args])
    .stdout.replace(/ \(\d.*/g, "")
    .trimEnd()
    .split("\n");

const EVERYWHERE = "on latest, prod-europe-west1, prod-us-central1 and staging";

it("one record moves all instances of a service, and a revert holds each", () => {
  const project = withInstances();
  expect(planned(project)).toEqual([
    "deletes: cartservice leaves latest: 14 files; stateful: StatefulSet cartservice-carts",
    ...["prod-europe-west1", "prod-us-central1", "staging"].map((stack) => `deletes: cartservice leaves ${stack}: 8 files`),
    expect.stringMatching(/^hint: publish needs: npx fairlead publish --allow-deletions [0-9a-f]{12}$/),
    `removed  cartservice     v0.10.6  ${EVERYWHERE}`,
    "         the stack does not run it any more",
    `new      cartservice-eu  v0.10.6  ${EVERYWHERE}`,
    "         channel main names v0.10.6 of cartservice",
    `new      cartservice-us  v0.10.6  ${EVERYWHERE}`,
    "         channel main names v0.10.6 of cartservice",
    `${SAMPLE.services + 2} services on 4 stacks: 4 removed, 8 new, ${SAMPLE.entries - 4} keep`,
  ]);
  expect(project.run(["up"]).status).toBe(0);
  expect(project.run(["check"]).status).toBe(0);
  expect(lockLine(project, "latest", "cartservice-eu")).toContain("service: cartservice, tag: v0.10.6}");
  expect(project.exists("pulumi-gen/latest/services/cartservice")).toBe(false);
  expect(project.read("pulumi-gen/latest/services/cartservice-us/networkpolicy-cartservice-us.yaml")).not.toContain("checkoutservice");
  expect(project.run(["release", "verify"]).status).toBe(0);
  project.commitAll("Instances");

  recordCart(project, "v0.10.7", 2_000_000_000_000);
  expect(project.run(["up"]).status).toBe(0);
  expect(project.git("diff", "--name-only", "--", "pulumi-gen/latest").trim().split("\n")).toEqual([
    "pulumi-gen/latest/applications/cartservice-eu.yaml",
    "pulumi-gen/latest/applications/cartservice-us.yaml",
    "pulumi-gen/latest/services/cartservice-eu/deployment-cartservice-eu.yaml",
    "pulumi-gen/latest/services/cartservice-us/deployment-cartservice-us.yaml",
    "pulumi-gen/latest/versions.yaml",
  ]);
  expect(project.run(["diff", "HEAD", "pulumi-gen"]).stdout).toMatch(/cartservice-eu .*v0\.10\.6 -> v0\.10\.7/);
  project.commitAll("cartservice v0.10.7");
  project.git("revert", "--no-edit", "HEAD");

  // The name of the service selects its instances.
  expect(planned(project, "--service", "cartservice", "--stack", "latest").slice(0, 1)).toEqual([
    "held  cartservice-eu  v0.10.6  on latest",
  ]);
  expect(project.run(["resume", "latest/cartservice"]).stderr).toContain("npx fairlead resume latest/cartservice-eu latest/cartservice-us");
  expect(project.run(["resume", "latest/cartservice-eu"]).status).toBe(0);
  expect(lockLine(project, "latest", "cartservice-eu")).toContain("v0.10.7");
  expect(lockLine(project, "latest", "cartservice-us")).toContain("v0.10.6");
  expect(project.run(["check"]).status).toBe(0);
  expect(project.run(["explain", "latest/cartservice", "scale.min"]).stderr).toContain(
    "npx fairlead explain latest/cartservice-eu scale.min",
  );
  expect(project.run(["explain", "latest/cartservice-us", "env.REGION"]).stdout).toContain("instance us");
  expect(project.run(["release", "record", "cartservice-eu"]).status).toBe(2);
});
