import { describe, expect, it, onTestFinished } from "vitest";
import type { Program } from "../../lib/pulumi/process/program.ts";
import type { DurableBackend, StateSecrets } from "../../lib/pulumi/process/backend.ts";
import type { ProgramOutcome } from "../../lib/pulumi/process/run-pulumi-program.ts";
import { cloudProgram } from "../../lib/pulumi/programs/cloud/cloud-program.ts";
import { runPrograms } from "../../lib/pulumi/run-programs.ts";
import { buildFakeGcs } from "../../tools/fake-gcs/build.ts";
import { startFakeGcs } from "../../tools/fake-gcs/start.ts";
import { temporaryDirectory } from "../temporary-directory.ts";
import { engine, HAS_ENGINE, reportSkipped } from "./engine.ts";

reportSkipped();

const STACK = "latest.needs-1";
const PASSPHRASE: StateSecrets = { kind: "passphrase", passphrase: "open sesame" };
const built = await buildFakeGcs();

/** Runs a shard without resources, with its state at an address. @param env the credentials and the address of the storage server */
async function run(url: string, secrets: StateSecrets, env: NodeJS.ProcessEnv): Promise<ProgramOutcome> {
  const root = temporaryDirectory("bucket");
  const backend: DurableBackend = { kind: "durable", url, secrets };
  const target = { kind: "local", directory: root } as const;
  const { environment, ...program } = cloudProgram(
    { name: STACK, project: { name: "shop" }, backend, target },
    { resources: [], fresh: [] },
  );
  // The client of Go wants the address of an emulator without "http://", so no command passes the variable on.
  const at: Program = { ...program, environment: { ...environment, home: "empty", pass: [...environment.pass, "STORAGE_EMULATOR_HOST"] } };
  const outcomes = await runPrograms(new Map([[STACK, at]]), {
    engine: engine(),
    env: { PATH: process.env["PATH"], ...env },
    signal: new AbortController().signal,
    timeLimitMs: 120_000,
    scratch: root,
    parallel: 1,
    onProgress: () => undefined,
    onEnd: () => undefined,
  });
  const outcome = outcomes.get(STACK);
  if (outcome === undefined) throw new Error("the shard did not run");
  return outcome;
}

const failureOf = (outcome: ProgramOutcome) => [outcome.outcome, outcome.outcome === "failed" ? outcome.message : undefined];

describe.skipIf(!HAS_ENGINE || "skipped" in built)("the engine with its state in a bucket", { timeout: 120_000 }, () => {
  const token = { GOOGLE_OAUTH_ACCESS_TOKEN: "token" };

  async function serve() {
    if ("skipped" in built) throw new Error(built.skipped);
    const { apiEndpoint, bucket, stop } = await startFakeGcs(built.program);
    onTestFinished(stop);
    const list = async (): Promise<readonly string[]> => {
      const answer = await fetch(`${apiEndpoint}/storage/v1/b/${bucket}/o`);
      const { items = [] } = (await answer.json()) as { readonly items?: readonly { readonly name: string }[] };
      return items.map(({ name }) => name);
    };
    return { url: `gs://${bucket}/fairlead`, list, env: { STORAGE_EMULATOR_HOST: apiEndpoint.replace("http://", ""), ...token } };
  }

  it("writes the state below the prefix of the address, and no lock stays", async () => {
    const { url, env, list } = await serve();
    expect([(await run(url, PASSPHRASE, env)).outcome, await list()]).toEqual([
      "succeeded",
      expect.arrayContaining([`fairlead/.pulumi/stacks/shop/${STACK}.json`]),
    ]);
    expect((await list()).filter((name) => !name.startsWith("fairlead/.pulumi/") || name.includes("/locks/"))).toEqual([]);
  });

  it("says that there is no such bucket", async () => {
    const { env } = await serve();
    expect(failureOf(await run("gs://nobody/fairlead", PASSPHRASE, env))).toEqual([
      "failed",
      expect.stringContaining("bucket doesn't exist"),
    ]);
  });
});

describe.skipIf(!HAS_ENGINE)("the engine without credentials", { timeout: 120_000 }, () => {
  it("says that it has none for the bucket", async () => {
    const outcome = await run("gs://acme/fairlead", PASSPHRASE, { GOOGLE_CREDENTIALS: "{}" });
    expect(failureOf(outcome)).toEqual(["failed", expect.stringMatching(/^the engine failed: error: missing google credentials: /)]);
  });

  it("takes the key of Cloud KMS to encrypt the secrets of a state", async () => {
    const key = "gcpkms://projects/acme/locations/global/keyRings/state/cryptoKeys/prod";
    const outcome = await run(`file://${temporaryDirectory("state")}`, { kind: "key", key }, { GOOGLE_CREDENTIALS: "{}" });
    expect(failureOf(outcome)).toEqual([
      "failed",
      expect.stringMatching(/could not create secrets manager for new stack: missing google credentials: /),
    ]);
  });
});
