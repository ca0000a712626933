import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

let home = "";
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "judge-"));
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Runs the judge as a process on a machine without Go and with an empty cache. */
function judge(...args: readonly string[]) {
  const env = { PATH: home, XDG_CACHE_HOME: join(home, "cache") };
  const script = join(import.meta.dirname, "judge.ts");
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    cwd: home,
    env,
    encoding: "utf8",
  });
  return { status, stdout, stderr: stderr.split("\n")[0] };
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(home, path)), { recursive: true });
  writeFileSync(join(home, path), text);
}

const namespace = "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n";

describe("without Go", () => {
  const hint = "install Go >= 1.26 to run kube-score and kubeconform";
  beforeAll(() => write("pulumi-gen/prod/platform/namespace-shop.yaml", namespace));

  test("one line says so, and the exit code is 0", () => {
    const stdout = `judge: skipped: no Go toolchain on PATH (${hint})\n`;
    expect(judge()).toEqual({ status: 0, stdout, stderr: "" });
  });

  test("JSON says so", () => {
    const stdout = `{"skipped":"no Go toolchain on PATH","hint":"${hint}"}\n`;
    expect(judge("--json")).toEqual({ status: 0, stdout, stderr: "" });
  });
});

describe("a tree that cannot be checked", () => {
  test.each([
    ["gone", "gone: cannot be read as a directory"],
    ["empty", "empty: has no manifests; render first"],
    ["yaml", "yaml/prod/x.yaml: not readable as YAML: unexpected end of the stream within a flow collection (1:5)"],
    ["other", "other/prod/x.yaml: not a Kubernetes object: it needs apiVersion, kind and metadata.name"],
  ])("%s", (directory, message) => {
    write("empty/prod/versions.yaml", "web: 1\n");
    write("yaml/prod/x.yaml", "a: [");
    write("other/prod/x.yaml", "a: 1");
    expect(judge(directory)).toEqual({ status: 3, stdout: "", stderr: `judge: ${message}` });
    expect(judge(directory, "--json").stdout).toBe(`${JSON.stringify({ error: message })}\n`);
  });
});

describe("usage", () => {
  test("an unknown flag is refused", () => {
    const { status, stdout } = judge("--frob");
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  });

  test("a second directory is refused", () => {
    expect(judge("a", "b")).toEqual({ status: 2, stdout: "", stderr: "judge: give one directory, not 2: a b" });
  });

  test("--help", () => {
    const { status, stdout } = judge("--help");
    expect([status, stdout.split("\n")[0]]).toEqual([0, "Usage: npm run judge -- [directory] [--json]"]);
  });
});
