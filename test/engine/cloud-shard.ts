import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { RecordedResource } from "../../lib/cloud/recorded.ts";
import { settleShard } from "../../lib/diff/cloud/settle-shard.ts";
import type { AnyCloudResource } from "../../lib/cloud/resource.ts";
import type { ProgramOutcome } from "../../lib/pulumi/process/run-pulumi-program.ts";
import type { Operation } from "../../lib/pulumi/process/program.ts";
import type { CloudInput } from "../../lib/pulumi/programs/cloud/cloud-input.ts";
import { cloudProgram, PREVIEW, refreshOperation, type Shard } from "../../lib/pulumi/programs/cloud/cloud-program.ts";
import { runPrograms } from "../../lib/pulumi/run-programs.ts";
import { parseState } from "../../lib/pulumi/state/parse-state.ts";
import { readIfExists } from "../../lib/system/if-exists.ts";
import { makeDirectories } from "../../lib/system/make-directories.ts";
import { temporaryDirectory } from "../temporary-directory.ts";
import { engine } from "./engine.ts";

const STACK = "latest.needs-1";

/** One shard with its own state and local cloud. */
export interface TestShard {
  /** The directory of state, cloud and runs. */
  readonly root: string;
  /** The directory of the local cloud. */
  readonly cloud: string;
  /** Brings the shard to what the resources say. */
  readonly up: (resources: readonly AnyCloudResource[], adopt?: CloudInput["adopt"]) => Promise<ProgramOutcome>;
  /** Compares the state with the cloud, or repairs it. */
  readonly refresh: (...operation: Parameters<typeof refreshOperation>) => Promise<ProgramOutcome>;
  /** Asks the engine what it would do. */
  readonly preview: (resources: readonly AnyCloudResource[]) => Promise<ProgramOutcome>;
  /** Reads the state file. */
  readonly stateText: () => string;
  readonly recorded: () => readonly RecordedResource[];
}

/** Makes a shard that the real engine brings up on the local cloud. @param root a directory that the test removes */
export function testShard(root = temporaryDirectory("cloud")): TestShard {
  const state = join(root, "state");
  makeDirectories(state);
  const file = join(state, ".pulumi", "stacks", "shop", `${STACK}.json`);
  const stateText = (): string => readFileSync(file, "utf8");
  const recorded = (): readonly RecordedResource[] => {
    const text = readIfExists(file);
    return text === undefined ? [] : parseState(STACK, text).recorded.resources;
  };
  const cloud = join(root, "cloud");
  const shard: Shard = {
    name: STACK,
    project: { name: "shop" },
    backend: { kind: "durable", url: pathToFileURL(state).href, secrets: { kind: "passphrase", passphrase: "open sesame" } },
    target: { kind: "local", directory: cloud },
  };
  const run = async (input: CloudInput, operation?: Operation): Promise<ProgramOutcome> => {
    const outcomes = await runPrograms(new Map([[STACK, cloudProgram(shard, input, operation)]]), {
      engine: engine(),
      env: process.env,
      signal: new AbortController().signal,
      timeLimitMs: 120_000,
      scratch: join(root, "scratch"),
      parallel: 1,
      onProgress: () => undefined,
      onEnd: () => undefined,
    });
    const outcome = outcomes.get(STACK);
    if (outcome === undefined) throw new Error("the shard did not run");
    return outcome;
  };
  const settle = (resources: readonly AnyCloudResource[]): CloudInput =>
    settleShard({ stack: "latest", shard: STACK, project: "shop", resources, recorded: recorded() }).input;
  const up: TestShard["up"] = (resources, adopt = {}) => run({ ...settle(resources), adopt });
  const refresh: TestShard["refresh"] = (...args) => run({ resources: [], fresh: [] }, refreshOperation(...args));
  const preview: TestShard["preview"] = (resources) => run(settle(resources), PREVIEW);
  return { root, cloud, up, preview, refresh, stateText, recorded };
}

/** Lists the operations of a run: `create gcp:redis/instance:Instance latest-cart-carts`. */
export const stepsOf = ({ steps }: ProgramOutcome): readonly string[] =>
  steps
    .map(({ operation, urn, outcome }) => {
      const [, , types = "", name = ""] = urn.split("::");
      return `${outcome === "failed" ? "failed " : ""}${operation} ${types.split("$").at(-1)} ${name}`;
    })
    .sort();
