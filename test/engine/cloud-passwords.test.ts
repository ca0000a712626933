import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { hashOf } from "../../lib/base/hash.ts";
import { listFiles } from "../../lib/system/list-files.ts";
import { temporaryDirectory } from "../temporary-directory.ts";
import { CloudFleet } from "./cloud-fleet.ts";
import { HAS_ENGINE, reportSkipped } from "./engine.ts";
import { readLocalCloud } from "./local-cloud.ts";

reportSkipped();

/** The characters of a generated password. */
const LENGTH = 32;

/** True if a file or an output has the string whose hash the local cloud keeps. */
function hasSecret(text: string, hash: string): boolean {
  for (const [run] of text.matchAll(/[\w-]{32,}/g)) {
    for (let at = 0; at + LENGTH <= run.length; at += 1) {
      if (`sha256:${hashOf(JSON.stringify(run.slice(at, at + LENGTH)))}` === hash) return true;
    }
  }
  return false;
}

/** Writes the command lines and environments of all processes to a file, until it is stopped. */
function watchProcesses(): { readonly stop: () => string } {
  const file = join(temporaryDirectory("processes"), "seen");
  const watcher = spawn("sh", ["-c", `while :; do cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ >> ${file} 2>/dev/null; sleep 0.2; done`]);
  return { stop: () => (watcher.kill(), readFileSync(file, "latin1")) };
}

describe.skipIf(!HAS_ENGINE)("a generated password", { timeout: 300_000 }, () => {
  it("is in no state, event, output or process, and only the cloud gets it", () => {
    const fleet = new CloudFleet();
    const processes = watchProcesses();
    const outputs = [["--json"], []].map((args) => fleet.up(["--only", "cloud", "--stack", "staging", ...args]));
    const previews = [[], ["--engine", "pulumi"]].map((args) =>
      fleet.run(["preview", "--only", "cloud", "--stack", "staging", "--json", ...args]),
    );
    const seen = processes.stop();
    const hashes = readLocalCloud(fleet.cloud).flatMap(({ type, inputs: { passwordWo, secretDataWo } }) =>
      type === "gcp:sql/user:User"
        ? [String(passwordWo)]
        : type === "gcp:secretmanager/secretVersion:SecretVersion"
          ? [String(secretDataWo)]
          : [],
    );
    const [hash = "", ...others] = hashes;
    expect([hash.startsWith("sha256:"), others]).toEqual([true, [hash]]);
    // The search finds what it looks for.
    expect(hasSecret(`x ${"a".repeat(40)} y`, `sha256:${hashOf(JSON.stringify("a".repeat(LENGTH)))}`)).toBe(true);

    const files = listFiles(join(fleet.root, ".fairlead")).map((path) => [path, readFileSync(path, "latin1")] as const);
    expect(files.some(([path]) => path.includes("staging.needs"))).toBe(true);
    const texts = [
      ...files,
      ...[...outputs, ...previews].flatMap(
        ({ stdout, stderr }, at) =>
          [
            [`output ${at}`, stdout],
            [`errors ${at}`, stderr],
          ] as const,
      ),
      ["processes", seen] as const,
    ];
    expect(texts.flatMap(([name, text]) => (hasSecret(text, hash) ? [name] : []))).toEqual([]);
  });
});
