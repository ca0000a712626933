import { describe, expect, it } from "vitest";
import { TestProject } from "./project.ts";

/** Makes a fleet with one stack, whose part for blocks has room for eight. Each service has a Redis. */
function fleetWith(...services: readonly string[]): TestProject {
  const project = new TestProject();
  for (const directory of ["services", "stacks", "policies", "components", "pulumi-gen", "releases"])
    if (project.exists(directory)) project.remove(directory);
  project.write(
    "fairlead.config.ts",
    'import { defineConfig } from "fairlead";\nexport default defineConfig({ name: "shop", repository: { url: "https://github.com/acme/ops.git" } });\n',
  );
  project.write(
    "stacks/latest.ts",
    `import { allServices, defineStack } from "fairlead";
export default defineStack("latest", {
  tier: "latest", region: "us-central1", project: "shop", cluster: "c", namespace: "shop", services: allServices, privateRange: "10.30.0.0/23",
});
`,
  );
  for (const service of services) add(project, service);
  project.git("init", "--quiet", "--initial-branch", "main");
  render(project);
  return project;
}

/** Adds a service and its version. */
function add(project: TestProject, service: string): void {
  const lock = "pulumi-gen/latest/versions.yaml";
  project.write(
    `services/${service}.ts`,
    `import { defineService, redis } from "fairlead";
export default defineService("${service}", { owner: "web@example.com", image: "ghcr.io/acme/app", ports: { http: { port: 8080, protocol: "http" } }, needs: { cache: redis({ memoryGb: 1 }) } });
`,
  );
  project.write(lock, `${project.exists(lock) ? project.read(lock) : ""}${service}:\n  tag: v1\n`);
}

function render(project: TestProject): void {
  expect(project.run(["render"])).toMatchObject({ status: 0, stderr: "" });
  project.commitAll();
}

/** Lists the recorded addresses: instance -> address. */
const recorded = (project: TestProject): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...project.read("pulumi-gen/latest/versions.yaml").matchAll(/^ {2}addresses: (\S+)=(\S+)$/gm)].map(([, name = "", at = ""]) => [
      name,
      at,
    ]),
  );

/** Two names that lead to one slot: `10.30.1.248/29`. The later one passes by. */
const [FIRST, SECOND] = ["pay", "search"] as const;

describe("the lock", () => {
  it("keeps the address of an older need if a new one comes before it in order", () => {
    const project = fleetWith(SECOND);
    const before = recorded(project);
    add(project, FIRST);
    render(project);
    expect(recorded(project)).toEqual({ ...before, [`${FIRST}-cache`]: expect.any(String) });
    expect(new Set(Object.values(recorded(project))).size).toBe(2);
    expect(recorded(fleetWith(FIRST, SECOND))).not.toEqual(recorded(project));
    // Each file has the recorded address.
    for (const service of [FIRST, SECOND])
      expect(project.read(`pulumi-gen/latest/services/${service}/networkpolicy-${service}.yaml`)).toContain(
        recorded(project)[`${service}-cache`],
      );
    expect(project.run(["render"]).stdout).toContain("nothing written");
  });

  it("shows an address that a person moves, and keeps it", () => {
    const project = fleetWith(FIRST);
    const [from = ""] = Object.values(recorded(project));
    const to = from === "10.30.1.192/29" ? "10.30.1.200/29" : "10.30.1.192/29";
    project.edit("pulumi-gen/latest/versions.yaml", from, to);
    const { stdout } = project.run(["preview", "--base", "HEAD"]);
    expect(stdout).toContain(`~ lock latest: ${FIRST} addresses ${FIRST}-cache=${from} -> ${FIRST}-cache=${to}`);
    expect(stdout).toContain(to);
    project.edit("pulumi-gen/latest/versions.yaml", to, "10.30.0.192/29");
    expect(project.run(["render"])).toMatchObject({
      status: 3,
      stderr: expect.stringContaining(
        `pulumi-gen/latest/versions.yaml: ${FIRST}.addresses: 10.30.0.192/29 of ${FIRST}-cache is not an address that Fairlead decides`,
      ),
    });
  });

  it("names both if two branches decided one address", () => {
    const project = fleetWith("queue");
    const older = recorded(project);
    for (const [branch, service] of [
      ["one", FIRST],
      ["two", SECOND],
    ] as const) {
      project.git("checkout", "--quiet", "-b", branch, "main");
      add(project, service);
      render(project);
    }
    project.git("checkout", "--quiet", "one");
    project.git("merge", "--quiet", "--no-edit", "two");
    const { status, stderr } = project.run(["check"]);
    expect([status, stderr]).toEqual([3, expect.stringContaining(`${SECOND}-cache and ${FIRST}-cache share the address`)]);
    const taken = recorded(project)[`${FIRST}-cache`] ?? "";
    project.edit("pulumi-gen/latest/versions.yaml", `  addresses: ${SECOND}-cache=${taken}\n`, "");
    render(project);
    expect(recorded(project)).toMatchObject({ ...older, [`${FIRST}-cache`]: taken });
    expect(new Set(Object.values(recorded(project))).size).toBe(3);
  });
});
