import { cpSync } from "node:fs";
import { join } from "node:path";
import type { CloudRun } from "../../lib/app/cloud/cloud-run.ts";
import { type Fault, FAULTS_FILE } from "../../lib/pulumi/local/faults.ts";
import { type Outcome, TestProject } from "../project.ts";
import { sharedDirectory } from "../shared-directory.ts";
import { temporaryDirectory } from "../temporary-directory.ts";

/** A copy of the sample fleet whose `up` brings up local clouds. */
export class CloudFleet extends TestProject {
  /** The directory of the local cloud. */
  readonly cloud = join(this.root, ".fairlead", "cloud");

  /** Runs `up` with the cloud. */
  up(args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Outcome {
    return this.run(["up", ...args], { env: { FAIRLEAD_ENGINE: "auto", FAIRLEAD_ONLY: "", ...env } });
  }

  /** Brings up the cloud only, and returns its result. */
  upCloud(args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): CloudRun & { readonly status: number | null } {
    const { status, stdout } = this.up(["--only", "cloud", "--json", ...args], env);
    return { status, ...JSON.parse(stdout) };
  }

  /** Tells the local clouds which operations to fail. */
  fail(...faults: readonly Fault[]): void {
    this.write(`.fairlead/cloud/${FAULTS_FILE}`, JSON.stringify(faults));
  }

  /** Returns the path of the state file of a shard, from the root. */
  statePath = (shard: string): string => `.fairlead/state/.pulumi/stacks/online-boutique/${shard}.json`;
}

/** Returns a fleet whose local clouds of some stacks are up. The engine brings them up once for all test files. @default all stacks */
export function fleetWithCloud(...stacks: readonly string[]): CloudFleet {
  const prepared = sharedDirectory(["cloud", ...stacks].join("-"), (directory) => {
    const fleet = new CloudFleet();
    const { status, stdout, stderr } = fleet.up(["--only", "cloud", ...stacks.flatMap((stack) => ["--stack", stack])]);
    if (status !== 0) throw new Error(stdout + stderr);
    cpSync(fleet.root, directory, { recursive: true });
  });
  const fleet = new CloudFleet(undefined, temporaryDirectory("cloud"));
  cpSync(prepared, fleet.root, { recursive: true });
  return fleet;
}

/** Returns each shard with its outcome and the number of its changes: `staging.foundation changed 19`. */
export const outcomesOf = ({ shards }: CloudRun): readonly string[] =>
  shards.map(({ shard, outcome, steps }) => `${shard} ${outcome} ${steps.length}`);
