import { mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { lockEntry, TestProject } from "./project.ts";

const SPEC = "services/adservice.ts";
const LOCK = "pulumi-gen/staging/versions.yaml";
const long = "a".repeat(80);

/** Adds a service with this name in `services/x.ts`. */
const named = (name: string) => (project: TestProject) =>
  project.write(
    "services/x.ts",
    `import { defineService } from "fairlead";\nexport default defineService(${JSON.stringify(name)}, { owner: "a@example.com", image: "example.com/x", ports: { http: { port: 8080, protocol: "http" } } });\n`,
  );

const inSpec = (from: string | RegExp, to: string) => (project: TestProject) => project.edit(SPEC, from, to);

/** Adds code to a service, as untyped input may have it. */
const adding = (code: string) => inSpec("env:", `${code},\n  env:`);

/** Replaces a file by a directory. */
const directoryAt = (path: string) => (project: TestProject) => {
  project.remove(path);
  mkdirSync(join(project.root, path));
};

describe("bad input is refused with exit code 3 and all problems at once, and nothing is written", () => {
  it.each<readonly [string, (project: TestProject) => void, readonly string[]]>([
    ["an unknown field", adding("resorces: {}"), ['services/adservice.ts: resorces: unknown field; did you mean "resources"?']],
    [
      "a service name that leaves the tree",
      named("../../x"),
      ['services/x.ts: "../../x" is not a DNS label: lower-case letters, digits and "-", starting with a letter'],
    ],
    [
      "a service name that is a device on Windows",
      named("con"),
      ['services/x.ts: "con" is a device name on Windows, so no file can have it'],
    ],
    [
      "a service name of 80 characters",
      named(long),
      [`services/x.ts: "${long.slice(0, 57)}..." has 80 characters; at most 40 fit, because <stack>-<service> must fit in 63`],
    ],
    [
      "a service name that is a property of every object",
      named("__proto__"),
      ['services/x.ts: "__proto__" is not a DNS label: lower-case letters, digits and "-", starting with a letter'],
    ],
    [
      "a Redis without memory, in a service that two others call",
      (project) => project.edit("services/cartservice.ts", "memoryGb: 1", "memoryGb: 0"),
      ["services/cartservice.ts: needs.carts.memoryGb: must be at least 1, got 0"],
    ],
    ["a port 0", inSpec("port: 9555", "port: 0"), ["services/adservice.ts: ports.grpc.port: must be at least 1, got 0"]],
    [
      "a port used twice",
      inSpec("ports: {", 'ports: { debug: { port: 9555, protocol: "grpc" },'),
      ['services/adservice.ts: ports.grpc.port: 9555 is already the port of "debug"'],
    ],
    [
      "a malformed quantity",
      inSpec('"300Mi"', '"1GB"'),
      ['services/adservice.ts: resources.limits.memory: "1GB" is not a quantity; did you mean "1Gi" or "1G"?'],
    ],
    [
      "a limit below its request",
      inSpec('"300Mi"', '"64Mi"'),
      ["services/adservice.ts: resources.limits.memory: 64Mi is below the request 180Mi"],
    ],
    [
      "a call to an unknown port",
      (project) => project.edit("services/recommendationservice.ts", 'endpoint("grpc")', 'endpoint("grcp" as "grpc")'),
      ['services/recommendationservice.ts: calls.catalog: productcatalogservice has no port "grcp"; did you mean "grpc"?'],
    ],
    [
      "a file whose name is not the service's",
      (project) => renameSync(join(project.root, "services/emailservice.ts"), join(project.root, "services/mailservice.ts")),
      [],
    ],
    [
      "two objects that collide",
      adding(
        'manifests: ({ namespace }) => [1, 2].map(() => ({ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "twice", namespace } }))',
      ),
      ['services/adservice.ts: manifests.1: ConfigMap "twice" is listed twice; manifests.0 is the same object'],
    ],
    [
      "a stack without a lock entry",
      (project) => project.edit(LOCK, lockEntry("adservice"), ""),
      ["pulumi-gen/staging/versions.yaml: adservice: is missing: the stack runs the service, but no version of it is locked"],
    ],
    [
      "a Secret from manifests",
      adding('manifests: () => [{ apiVersion: "v1", kind: "Secret", metadata: { name: "db" }, stringData: { password: "hunter2" } }]'),
      ['services/adservice.ts: manifests.0: the Secret "db" would be in git'],
    ],
    [
      "a Secret from a patch",
      adding('patch: { Service: (manifest) => ({ ...manifest, kind: "Secret", data: { password: "aHVudGVyMg==" } } as never) }'),
      ['services/adservice.ts: patch.Service: the Secret "adservice" would be in git'],
    ],
    [
      "a lock with a bad digest",
      (project) => project.edit(LOCK, /^(adservice:\n.*\n {2}digest: sha256:)[0-9a-f]{64}/m, "$1beef"),
      ['pulumi-gen/staging/versions.yaml: adservice.digest: "sha256:beef" is not "sha256:" and 64 hex digits'],
    ],
    [
      "a lock with an entry twice",
      (project) => project.edit(LOCK, lockEntry("adservice"), "$&$&"),
      ["pulumi-gen/staging/versions.yaml: adservice: is listed twice"],
    ],
    ["a directory in the place of a lock", directoryAt(LOCK), [`${LOCK}: is a directory, not a file`]],
    ["a directory in the place of a spec", directoryAt(SPEC), [`${SPEC}: is a directory, not a file`]],
    ["a directory in the place of the config", directoryAt("fairlead.config.ts"), ["fairlead.config.ts: is a directory, not a file"]],
    [
      "a lock with a conflict",
      (project) => project.edit(LOCK, lockEntry("adservice"), "<<<<<<< HEAD\n$&=======\n$&>>>>>>> branch\n"),
      ["pulumi-gen/staging/versions.yaml: line 1: an unresolved merge conflict"],
    ],
    [
      "an image without a digest on staging",
      (project) => project.edit(LOCK, /^(adservice:\n.*\n) {2}digest: .*\n/m, "$1"),
      ["pulumi-gen/staging/versions.yaml: adservice: the tag v0.10.6 has no digest; staging requires one: a tag can be pushed again"],
    ],
    [
      "an environment that is a secret",
      inSpec("PORT: ports.grpc", 'PORT: ports.grpc, ["API_KEY" as string]: "hunter2"'),
      ["services/adservice.ts: env.API_KEY: looks like a secret, and its value would be in git"],
    ],
    [
      "an instance of another tier",
      (project) => project.edit("services/cartservice.ts", "needs.carts.address", '"carts.cartservice.latest.internal:6379"'),
      [],
    ],
    ["a file that does not parse", inSpec("});", "}"), []],
  ])("%s", (_title, spoil, expected) => {
    const project = new TestProject();
    spoil(project);
    const before = project.snapshot();
    const { status, stdout, stderr } = project.run(["render"]);
    expect([status, stdout]).toEqual([3, ""]);
    const problems = stderr.split("\n").filter((line) => /^(?:services|stacks|pulumi-gen|fairlead\.config)\S*: /.test(line));
    if (expected.length > 0) expect(problems).toEqual(expected);
    else expect(problems.length).toBeGreaterThan(0);
    expect(stderr.split("\n").at(-2)).toBe(
      problems.length === 1 ? "error: 1 problem, nothing was written" : `error: ${problems.length} problems, nothing was written`,
    );
    expect(project.snapshot()).toEqual(before);
  });

  it.each([["check"], ["plan"], ["diff"]])("does not end %s with a word about writing: it never writes", (command) => {
    const project = new TestProject();
    project.edit(SPEC, '"300Mi"', '"1GB"');
    expect(project.run([command]).stderr.split("\n").at(-2)).toBe("error: 1 problem");
    expect(project.run(["doctor"]).stdout).toContain("broken  specs and locks: 1 problem; services/");
  });

  it("in several files is reported in one list", () => {
    const project = new TestProject();
    project.edit(SPEC, '"300Mi"', '"1GB"');
    project.edit("services/frontend.ts", "8080", "0");
    project.edit("stacks/latest.ts", "10.10.0.0/16", "8.8.0.0/16");
    project.edit(LOCK, /^(cartservice:\n(?: .*\n)*? {2}digest: sha256:)[0-9a-f]{64}/m, "$1beef");
    const { error }: { error: { problems: readonly { file: string; path: string }[] } } = JSON.parse(
      project.run(["render", "--json"]).stdout,
    );
    expect(error.problems.map(({ file, path }) => `${file} ${path}`)).toEqual([
      "pulumi-gen/staging/versions.yaml cartservice.digest",
      "services/adservice.ts resources.limits.memory",
      "services/frontend.ts ports.http.port",
      "stacks/latest.ts privateRange",
    ]);
  });
});
