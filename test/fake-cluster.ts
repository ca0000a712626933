import { existsSync, readFileSync } from "node:fs";
import { FakeMachine } from "./fake-engine.ts";

/** Returns the script of a program that records its arguments and input. It fails if FAIL is in its arguments. */
const recorder = (name: string): string =>
  [
    `if [ "$*" = "config current-context" ]; then`,
    `  if [ -z "$CONTEXT" ]; then echo "error: current-context is not set" >&2; exit 1; fi`,
    `  echo "$CONTEXT"; exit 0`,
    "fi",
    `echo "${name} $*" >> "$RECORD"`,
    `case "$*" in *"--filename -") cat >> "$RECORD"; echo >> "$RECORD";; esac`,
    `case "$*" in *"$FAIL"*) echo "applying"; echo "server says no" >&2; exit 7;; esac`,
  ].join("\n");

/** Makes a machine with kubectl and helm, which record what they would do to a cluster. */
export function fakeCluster(programs: readonly string[] = ["kubectl", "helm"]) {
  const fake = new FakeMachine();
  for (const name of programs) fake.program(`bin/${name}`, recorder(name));
  const file = fake.path("record");
  return {
    bin: fake.path("bin"),
    /** Writes another program. */
    program: (path: string, script: string): string => fake.program(path, script),
    env: (context: string, fail = "no such argument") => fake.env({ CONTEXT: context, FAIL: fail, RECORD: file }),
    /** Lists the commands that changed a cluster. */
    record: (): readonly string[] => (existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n") : []),
  };
}
