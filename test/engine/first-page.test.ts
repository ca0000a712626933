import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { emptyDirectory } from "../empty-directory.ts";
import { fakeCluster } from "../fake-cluster.ts";
import { BIN, CHECKOUT, environment, type TestProject } from "../project.ts";
import { temporaryDirectory } from "../temporary-directory.ts";
import { engine, HAS_ENGINE, reportSkipped } from "./engine.ts";
import { readLocalCloud } from "./local-cloud.ts";

reportSkipped();

const PAGE = readFileSync(join(CHECKOUT, "docs/first-page.md"), "utf8");
const CONTEXT = "gke_acme-latest_us-central1_latest";
const REMOTE = "https://github.com/acme/shop-ops.git";

/** A command of the page, or a file that it writes. A setting belongs into the config of Google Cloud. */
type Step = { readonly command: string } | { readonly file: string; readonly text: string } | { readonly settings: string };

/** Reads the blocks of code in order. A block of TypeScript begins with the path of its file. */
const STEPS: readonly Step[] = [...PAGE.matchAll(/^```(\w+)\n(.*?)^```$/gms)].flatMap(([, language, text = ""]): readonly Step[] => {
  if (language === "sh")
    return text
      .trimEnd()
      .split("\n")
      .map((command) => ({ command }));
  const [, file] = /^\/\/ (\S+\.ts)\n/.exec(text) ?? [];
  return [file === undefined ? { settings: text } : { file, text: text.slice(text.indexOf("\n") + 1) }];
});

/** Makes a machine with a fake Google Cloud, cluster and package registry. Fairlead, git and the engine are real. */
function machine() {
  const fake = fakeCluster(["argocd", "curl", "gcloud", "helm", "kubectl", "npm"]);
  fake.program("bin/npx", `shift; exec '${process.execPath}' '${BIN}' "$@"`);
  const bare = temporaryDirectory("remote");
  spawnSync("git", ["init", "--quiet", "--bare", "--initial-branch", "main", bare]);
  const env = environment({
    ...fake.env(CONTEXT),
    FAIRLEAD_ENGINE: "auto",
    FAIRLEAD_ONLY: "",
    GIT_CONFIG_COUNT: "1",
    GIT_CONFIG_KEY_0: `url.${bare}.insteadOf`,
    GIT_CONFIG_VALUE_0: REMOTE,
    PULUMI_BIN: engine().pulumi,
  });
  return { ...fake, bare, env };
}

/** Runs a line of the page. @returns its output, or undefined and the output if it fails */
function run(project: TestProject, command: string, env: NodeJS.ProcessEnv) {
  const { status, stdout, stderr } = spawnSync("/bin/sh", ["-euc", command], { cwd: project.root, encoding: "utf8", env });
  return { command, status, output: status === 0 ? stdout : `${stdout}${stderr}` };
}

describe.skipIf(!HAS_ENGINE)("the page from an empty project to a browser", { timeout: 300_000 }, () => {
  it("says what works, in this order", () => {
    const project = emptyDirectory();
    const { env, bare, record } = machine();
    const outputs = new Map<string, string[]>();
    for (const step of STEPS) {
      if ("file" in step) project.write(step.file, step.text);
      if (!("command" in step)) continue;
      const { command, status, output } = run(project, step.command, env);
      expect([command, status, status === 0 ? "" : output]).toEqual([command, 0, ""]);
      outputs.set(command, [...(outputs.get(command) ?? []), output]);
    }
    const made = readLocalCloud(join(project.root, ".fairlead", "cloud")).map(({ type }) => type.replace(/.*:/, ""));
    for (const type of ["Cluster", "GlobalAddress", "Certificate", "ManagedZone"]) expect(made).toContain(type);
    expect(outputs.get("npx fairlead up")?.[1]).toMatch(/^cloud: nothing to change in \d+ parts$/m);
    const pushed = spawnSync("git", ["--git-dir", bare, "show", "main:pulumi-gen/latest/platform/gateway-external.yaml"], {
      encoding: "utf8",
    });
    expect(pushed.stdout).toMatch(/^ {4}networking\.gke\.io\/certmap: latest-ingress$/m);
    expect(
      record()
        .filter((line) => /bootstrap|argo-cd|platform/.test(line))
        .map((line) => line.replace(/.* --filename /, "")),
    ).toEqual([
      "https://raw.githubusercontent.com/argoproj/argo-cd/release-3.2/manifests/install.yaml",
      "pulumi-gen/latest/platform/namespace-gateway.yaml",
      "pulumi-gen/argocd/bootstrap/stacks.yaml",
    ]);
  });

  it("names settings that the config has", () => {
    const project = emptyDirectory();
    const { env } = machine();
    for (const step of STEPS) if ("command" in step && /fairlead init/.test(step.command)) run(project, step.command, env);
    const settings = STEPS.flatMap((step) => ("settings" in step ? [step.settings] : []));
    expect(settings).toHaveLength(1);
    project.edit("fairlead.config.ts", "export default defineConfig({\n", `export default defineConfig({\n${settings.join("")}`);
    expect(run(project, "npx fairlead check", env)).toMatchObject({ status: 0 });
  });

  it("speaks of the host that the stack has", () => {
    const [, host] = /curl --fail https:\/\/([^/]+)\//.exec(PAGE) ?? [];
    const domain = STEPS.flatMap((step) => ("file" in step ? (/domain: "(.+)"/.exec(step.text)?.[1] ?? []) : []));
    expect([host]).toEqual(domain.map((each) => `hello.${each}`));
  });
});
