import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { FakeMachine } from "../../../test/fake-engine.ts";
import { PULUMI_VERSION } from "../versions.ts";
import { buildEngine } from "./build.ts";

const MODULES = join(dirname(dirname(dirname(import.meta.dirname))), "tools", "engine");

/** Builds. Returns the error, the printed lines and the files. */
async function build(machine: FakeMachine) {
  const directory = machine.path("staging");
  mkdirSync(directory);
  const lines: string[] = [];
  const context = {
    env: machine.env({ GOOS: "plan9" }),
    log: (line: string) => void lines.push(line),
    signal: new AbortController().signal,
  };
  const problem = await buildEngine(directory, context).then(
    () => undefined,
    (error: Error) => error.message,
  );
  return { problem, lines, files: readdirSync(directory, { recursive: true, encoding: "utf8" }).sort() };
}

/** Writes a program `go` that runs this script for `go build`. */
const go = (machine: FakeMachine, script: string): string =>
  machine.program("bin/go", `test "$1" = version && exec echo go version go1.26.0 test/test\n${script}`);

describe("buildEngine", () => {
  it("runs go build for both programs, in their modules", async () => {
    const machine = new FakeMachine();
    const calls = machine.path("calls");
    go(
      machine,
      `echo "$PWD [$GOOS] [$GOWORK] $*" >> ${calls}; while [ "$1" != -o ]; do shift; done; mkdir -p "$(dirname "$2")"; echo built > "$2"; touch $GOTMPDIR/rest`,
    );
    expect(await build(machine)).toEqual({
      problem: undefined,
      lines: [
        "building pulumi: with an empty Go cache it takes minutes",
        "building pulumi-resource-kubernetes: with an empty Go cache it takes minutes",
      ],
      files: ["bin", "bin/pulumi", "bin/pulumi-resource-kubernetes"],
    });
    const common = "[] [off] build -v -mod=readonly -buildvcs=false -trimpath";
    const bin = machine.path("staging/bin");
    expect(readFileSync(calls, "utf8").split("\n")).toEqual([
      `${MODULES}/cli ${common} -tags osusergo,grpcnotrace -ldflags -s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${PULUMI_VERSION} -o ${bin}/pulumi github.com/pulumi/pulumi/pkg/v3/cmd/pulumi`,
      `${MODULES}/kubernetes ${common} -ldflags -s -w -o ${bin}/pulumi-resource-kubernetes .`,
      "",
    ]);
  });

  it.each([
    ["there is no Go", undefined, "there is no Go on PATH"],
    [
      "Go is too old",
      "echo 'go: go.mod requires go >= 1.26.0 (running go 1.22.1; GOTOOLCHAIN=local)' >&2; exit 1",
      "go build of pulumi failed: go: go.mod requires go >= 1.26.0 (running go 1.22.1; GOTOOLCHAIN=local)",
    ],
    [
      "a module is missing",
      "echo 'go: downloading a.b/c v1' >&2; echo fmt >&2; echo 'x.go:1:2: a.b/c@v1: dial tcp: no such host' >&2; exit 1",
      "go build of pulumi failed: x.go:1:2: a.b/c@v1: dial tcp: no such host",
    ],
    [
      "the disk is full",
      "echo '# net/http' >&2; echo 'write /tmp/x: no space left on device' >&2; exit 1",
      "go build of pulumi failed: write /tmp/x: no space left on device",
    ],
    ["Go prints nothing", "exit 2", "go build of pulumi failed: exit code 2"],
    ["Go is killed, as without memory", "kill -s KILL $$", "go build of pulumi failed: ended by SIGKILL"],
  ])("gives the reason if %s", async (_title, script, problem) => {
    const machine = new FakeMachine();
    if (script !== undefined) go(machine, script);
    expect((await build(machine)).problem).toBe(problem);
  });

  it("pins the engine of PULUMI_VERSION", () => {
    expect(
      readFileSync(join(MODULES, "cli", "go.mod"), "utf8")
        .split("\n")
        .filter((line) => /pulumi\/pkg\/v3 /.test(line)),
    ).toEqual([`require github.com/pulumi/pulumi/pkg/v3 v${PULUMI_VERSION}`]);
    expect(["cli", "kubernetes"].map((name) => existsSync(join(MODULES, name, "go.sum")))).toEqual([true, true]);
  });
});
