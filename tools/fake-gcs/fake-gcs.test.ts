import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { temporaryDirectory } from "../../test/temporary-directory.ts";
import { buildFakeGcs, MODULE } from "./build.ts";
import { startFakeGcs } from "./start.ts";

let home = "";
beforeEach(() => {
  home = temporaryDirectory("fake-gcs");
  mkdirSync(join(home, "bin"));
  vi.stubEnv("XDG_CACHE_HOME", join(home, "cache"));
  vi.stubEnv("PATH", `${join(home, "bin")}:/usr/bin:/bin`);
});
afterEach(() => void vi.unstubAllEnvs());

/** Writes a shell script as a program on the PATH. */
function program(name: string, script: string): string {
  const path = join(home, "bin", name);
  writeFileSync(path, `#!/bin/sh\n${script}`);
  chmodSync(path, 0o755);
  return path;
}

const cached = (): readonly string[] =>
  readdirSync(join(home, "cache", "fairlead", "fake-gcs-server"), { recursive: true, encoding: "utf8" });

/** Writes a fake Go that logs its commands, and runs `build` for a build. */
const go = (build: string): string => program("go", `echo "$1" >> ${home}/asked\n[ "$1" = version ] && exit 0\n${build}`);

test("go.mod pins the program as a tool", () => {
  const goMod = readFileSync(join(import.meta.dirname, "go.mod"), "utf8");
  expect(/^tool (\S+)$/m.exec(goMod)?.[1]).toBe(MODULE);
  expect(new RegExp(`^\\t${MODULE} (\\S+) // indirect$`, "m").exec(goMod)?.[1]).toBe("v1.55.1");
});

test("without Go, the build is skipped", async () => {
  vi.stubEnv("PATH", join(home, "bin"));
  expect(await buildFakeGcs()).toEqual({ skipped: "Go is not installed" });
});

test("a failed build returns the last line of its errors, and leaves no file", async () => {
  go("echo 'go: downloading' >&2; echo 'go: no such host' >&2; exit 1");
  expect(await buildFakeGcs()).toEqual({ skipped: "it cannot be built: go: no such host" });
  expect(cached()).toEqual([]);
});

test("three builds at the same time build once", async () => {
  go('while [ "$1" != -o ]; do shift; done; echo built > "$2"');
  const all = await Promise.all([buildFakeGcs(), buildFakeGcs(), buildFakeGcs()]);
  const [first] = all;
  expect("program" in first && readFileSync(first.program, "utf8")).toBe("built\n");
  expect([...all, await buildFakeGcs()]).toEqual([first, first, first, first]);
  const asked = readFileSync(join(home, "asked"), "utf8").trim().split("\n");
  expect(asked.filter((command) => command === "build")).toEqual(["build"]);
  expect(cached().filter((path) => path.startsWith("."))).toEqual([]);
});

test("a program that exits without an answer is reported with its errors", async () => {
  await expect(startFakeGcs(program("broken", "echo 'no memory' >&2; exit 1"))).rejects.toThrow(
    "fake-gcs-server does not answer: no memory",
  );
});
