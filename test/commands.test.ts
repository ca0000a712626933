import { describe, expect, it } from "vitest";
import { lockEntry, TestProject } from "./project.ts";

const DIGEST = `sha256:${"0123456789abcdef".repeat(4)}`;

describe("diff", () => {
  it("says an image bump in one line", () => {
    const project = new TestProject();
    project.commitAll();
    const image = "us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/cartservice";
    const entry = `cartservice:\n  channel: main\n  digest: ${DIGEST}\n  image: ${image}\n  tag: v0.11.0\n`;
    project.edit("pulumi-gen/staging/versions.yaml", lockEntry("cartservice"), entry);
    expect(project.run(["diff"]).stdout).toBe(
      "* cartservice v0.10.6 -> v0.11.0 on staging (2 objects)\n1 release, from pulumi-gen/ to the specs\n",
    );
    project.run(["render"]);
    expect(project.run(["diff", "HEAD"]).stdout).toBe(
      "* cartservice v0.10.6 -> v0.11.0 on staging (2 objects)\n1 release, from HEAD to the specs\n",
    );
  });

  it("shows a spec's change by field, once for all stacks", () => {
    const project = new TestProject();
    project.commitAll();
    project.edit("services/cartservice.ts", "max: 10", "max: 12");
    expect(project.run(["diff", "HEAD"]).stdout).toBe(
      [
        "~ changed HorizontalPodAutoscaler cartservice on latest, prod-europe-west1, prod-us-central1 and staging",
        "    spec.maxReplicas: 10 -> 12",
        "4 objects changed, from HEAD to the specs",
        "",
      ].join("\n"),
    );
  });

  it("compares revisions without loading a spec, and exits 1 where asked to", () => {
    const project = new TestProject();
    project.commitAll();
    project.edit("services/adservice.ts", "});", "");
    project.edit("pulumi-gen/latest/platform/namespace-boutique.yaml", "restricted", "baseline");
    project.git("commit", "--quiet", "--all", "--message", "By hand");
    const { status, stdout } = project.run(["diff", "HEAD~1", "HEAD", "--exit-code"]);
    expect(status).toBe(1);
    expect(stdout).toBe(
      [
        "~ changed Namespace boutique on latest",
        "    metadata.labels.pod-security.kubernetes.io/audit: restricted -> baseline",
        "1 object changed, from HEAD~1 to HEAD",
        "",
      ].join("\n"),
    );
  });

  it("says what it does not know", () => {
    const project = new TestProject();
    project.commitAll();
    const { status, stderr } = project.run(["diff", "mian", "HEAD"]);
    expect([status, stderr.split("\n")[0]]).toEqual([3, 'error: "mian" is neither a git revision nor a directory']);
  });
});

describe("explain", () => {
  it.each([
    [
      "a value of a manifest that a stack overrides",
      ["prod-us-central1/frontend", "spec.minReplicas"],
      [
        "prod-us-central1/frontend HorizontalPodAutoscaler frontend spec.minReplicas",
        "  4",
        "",
        "scale.min",
        "  library default         3",
        "  service                 -",
        "  stack prod-us-central1  4  stacks/prod-us-central1.ts: override(frontend).scale.min  <- used",
        "",
      ],
    ],
    [
      "a service's callers",
      ["latest/cartservice", "callers"],
      [
        "latest/cartservice callers",
        "  {",
        '    "grpc": [',
        '      "checkoutservice",',
        '      "frontend"',
        "    ]",
        "  }",
        "",
        "callers.grpc",
        "  service checkoutservice  cartservice.grpc  services/checkoutservice.ts  <- used",
        "  service frontend         cartservice.grpc  services/frontend.ts  <- used",
        "",
      ],
    ],
    [
      "a minimum that the tier lifts",
      ["prod-europe-west1/cartservice", "scale.min"],
      [
        "prod-europe-west1/cartservice scale.min",
        "  3",
        "",
        "scale.min",
        "  library default  3",
        "  service          2  services/cartservice.ts",
        "  prod minimum     3  <- used",
        "",
      ],
    ],
    [
      "a value that no field sets",
      ["latest/adservice", "spec.template.spec.enableServiceLinks"],
      [
        "latest/adservice Deployment adservice spec.template.spec.enableServiceLinks",
        "  false",
        "",
        "Fairlead sets this value for every service. No field of the spec changes it.",
        "hint: change it with patch, see docs/services.md",
        "",
      ],
    ],
  ])("shows the layers of %s", (_title, args, expected) => {
    expect(new TestProject().run(["explain", ...args]).stdout.split("\n")).toEqual(expected);
  });

  it.each([
    [["latest/adservice", "spec.nope"], 3, 'error: "spec.nope" is not a path in the spec of adservice or in its manifests on latest'],
    [["latest/adservise", "scale.min"], 3, 'error: there is no service "adservise"; did you mean "adservice"?'],
    [["staging/loadgenerator", "scale.min"], 3, "error: staging does not run loadgenerator"],
    [["latest", "scale.min"], 2, 'error: "latest" is not <stack>/<service>'],
    [["latest/adservice", "--kind", "Service"], 2, "error: --kind needs a path in the manifest"],
  ])("refuses %j", (args, status, message) => {
    const outcome = new TestProject().run(["explain", ...args]);
    expect([outcome.status, outcome.stderr.split("\n")[0]?.replace(/ \(known: .*/, "")]).toEqual([status, message]);
  });
});

describe("new", () => {
  it("writes a service that renders at once, in every stack that runs all services", () => {
    const project = new TestProject();
    const made = project.run([
      "new",
      "service",
      "orders",
      "--owner",
      "web@example.com",
      "--port",
      "8080",
      "--protocol",
      "grpc",
      "--image",
      `ghcr.io/acme/orders:1.4.2@${DIGEST}`,
    ]);
    expect([made.status, made.stderr]).toEqual([0, ""]);
    expect(project.read("services/orders.ts")).toMatchInlineSnapshot(`
      "import { defineService } from "fairlead";

      export default defineService("orders", {
        owner: "web@example.com",
        image: "ghcr.io/acme/orders",
        resources: { cpu: "100m", memory: "128Mi" },
        ports: { grpc: { port: 8080, protocol: "grpc" } },
        env: ({ ports }) => ({ PORT: ports.grpc }),
      });
      "
    `);
    expect(project.run(["render"]).status).toBe(0);
    expect(project.run(["check"]).status).toBe(0);
    expect(Object.keys(project.snapshot()).filter((path) => path.includes("/services/orders/")).length).toBe(4 * 7);
  });

  it("needs no image for a first look, and makes CronJobs too", () => {
    const project = new TestProject();
    expect(project.run(["new", "service", "hello", "--owner", "web@example.com"]).status).toBe(0);
    expect(project.run(["new", "service", "cleanup", "--owner", "web@example.com", "--cron", "0 3 * * *"]).status).toBe(0);
    expect(project.run(["render"]).status).toBe(0);
  });

  it("writes a service into a folder, and stacks import it from there", () => {
    const project = new TestProject();
    expect(project.run(["new", "service", "shop/hello", "--owner", "web@example.com"]).stdout).toContain("services/shop/hello.ts");
    expect(project.run(["new", "service", "hello"])).toMatchObject({
      status: 3,
      stderr: expect.stringContaining("services/shop/hello.ts exists already"),
    });
    expect(project.run(["new", "service", "../hello", "--owner", "web@example.com"]).status).toBe(2);
    expect(project.run(["render"]).status).toBe(0);
    expect(project.read("pulumi-gen/latest/services/hello/service-hello.yaml")).toContain("name: hello");
    project.write(
      "stacks/latest.ts",
      project
        .read("stacks/latest.ts")
        .replace("services: allServices", "services: allServices.except(hello)")
        .replace("\n\n", '\nimport hello from "../services/shop/hello.ts";\n\n'),
    );
    expect(project.run(["new", "stack", "second", "--from", "latest"]).status).toBe(0);
    expect(project.read("stacks/second.ts")).toContain('from "../services/shop/hello.ts"');
  });

  it("writes a stack that renders at once with the versions of another", () => {
    const project = new TestProject();
    expect(project.run(["new", "stack", "prod-asia-east1", "--tier", "prod", "--region", "asia-east1"]).status).toBe(0);
    expect(project.run(["render"]).status).toBe(0);
    const [made, source] = ["prod-asia-east1", "prod-europe-west1"].map((stack) => project.read(`pulumi-gen/${stack}/versions.yaml`));
    // The addresses are in the range of each stack.
    const addresses = /^ {2}addresses: .*\n/gm;
    expect(made?.replaceAll(addresses, "")).toBe(source?.replaceAll(addresses, ""));
    expect([made, source].map((lock) => lock?.match(addresses)?.length)).toEqual([2, 2]);
    expect(made?.match(addresses)).not.toEqual(source?.match(addresses));
  });

  it("leaves out of a prod stack what latest runs by tag only", () => {
    const project = new TestProject();
    expect(project.run(["new", "stack", "prod-asia-east1", "--tier", "prod", "--from", "latest"]).status).toBe(0);
    expect(project.run(["render"]).status).toBe(0);
    expect(project.read("stacks/prod-asia-east1.ts").includes("allServices.except(loadgenerator)")).toBe(true);
  });

  it.each([
    ["prod-asia", "prod", "latest", "boutique-prod"],
    ["canary", "latest", "latest", "boutique-latest"],
    ["qa", "staging", "latest", "boutique-staging"],
  ])("gives the stack %s of tier %s, like %s, the project %s", (name, tier, from, cloudProject) => {
    const project = new TestProject();
    expect(project.run(["new", "stack", name, "--tier", tier, "--from", from]).status).toBe(0);
    expect(project.read(`stacks/${name}.ts`)).toContain(`project: "${cloudProject}"`);
    expect(project.run(["render"]).status).toBe(0);
  });

  it.each([
    [["service", "adservice", "--owner", "a@example.com"], 3, "error: services/adservice.ts exists already"],
    [["service", "con", "--owner", "a@example.com"], 2, 'error: "con" is a device name on Windows, so no file can have it'],
    [["service"], 2, "error: a new service needs a name"],
    [["service", "x", "--owner", "a@example.com", "--image", "nginx"], 2, 'error: "nginx" is not an image reference with a tag'],
    [
      ["service", "x", "--owner", "a@example.com", "--image", "nginx:1"],
      2,
      "error: nginx:1 has no digest, and prod-europe-west1, prod-us-central1, staging require one: a tag can be pushed again",
    ],
    [["service", "x", "--owner", "nobody"], 3, 'services/x.ts: owner: "nobody" is not an email address'],
    [["stack", "latest"], 3, "error: stacks/latest.ts exists already"],
    [["stack", "other", "--from", "lates"], 3, 'error: there is no stack "lates"; did you mean "latest"?'],
  ])("refuses %j and writes nothing", (args, status, message) => {
    const project = new TestProject();
    const before = [project.snapshot("services"), project.snapshot("stacks"), project.snapshot()];
    const outcome = project.run(["new", ...args]);
    expect([outcome.status, outcome.stderr.split("\n")[0]]).toEqual([status, message]);
    expect([project.snapshot("services"), project.snapshot("stacks"), project.snapshot()]).toEqual(before);
  });
});
