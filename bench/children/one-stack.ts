import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { StackCloud } from "../../lib/app/cloud/show-cloud.ts";
import { settlePasswords } from "../../lib/cloud/settle-passwords.ts";
import { findEngine } from "../../lib/pulumi/engine/find-engine.ts";
import { cloudProgram } from "../../lib/pulumi/programs/cloud/cloud-program.ts";
import { runPrograms } from "../../lib/pulumi/run-programs.ts";
import { makeDirectories } from "../../lib/system/make-directories.ts";

// Brings up the cloud of a stack as one Pulumi stack. Usage: one-stack.ts <output of cloud show --inputs --json> <directory>
const [file = "", directory = ""] = process.argv.slice(2);
const { clouds }: { readonly clouds: readonly StackCloud[] } = JSON.parse(readFileSync(file, "utf8"));
const resources = clouds.flatMap((cloud) => cloud.resources);
const { engine } = await findEngine(process.env, homedir());
if (engine === undefined) throw new Error("there is no engine");
const state = join(directory, "state");
makeDirectories(state);
const program = cloudProgram(
  {
    name: "all",
    project: { name: "fleet" },
    backend: { kind: "durable", url: pathToFileURL(state).href, secrets: { kind: "passphrase", passphrase: "bench" } },
    target: { kind: "local", directory: join(directory, "cloud") },
  },
  settlePasswords(resources, []),
);
const ignore = (): void => undefined;
const outcomes = await runPrograms(new Map([["all", program]]), {
  engine,
  env: process.env,
  signal: new AbortController().signal,
  timeLimitMs: 3_600_000,
  scratch: join(directory, "scratch"),
  parallel: 1,
  onProgress: ignore,
  onEnd: ignore,
});
const outcome = outcomes.get("all");
if (outcome?.outcome !== "succeeded") throw new Error(outcome?.outcome === "failed" ? outcome.message : "the program did not run");
process.stdout.write(`${resources.length}\n`);
