import { join } from "node:path";
import type { CloudRun } from "../../lib/app/cloud/cloud-run.ts";
import { type Fault, FAULTS_FILE } from "../../lib/pulumi/local/faults.ts";
import { type Outcome, TestProject } from "../project.ts";

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

/** Returns each shard with its outcome and the number of its changes: `staging.foundation changed 19`. */
export const outcomesOf = ({ shards }: CloudRun): readonly string[] =>
  shards.map(({ shard, outcome, steps }) => `${shard} ${outcome} ${steps.length}`);
