import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { StackCloud } from "../../lib/app/cloud/show-cloud.ts";
import { placeShards } from "../../lib/cloud/place/place-shards.ts";
import { settlePasswords } from "../../lib/cloud/settle-passwords.ts";
import { stateFile } from "../../lib/pulumi/state/state-files.ts";
import { recordedAs } from "../../lib/cloud/place/recorded-as.ts";
import type { Project } from "../fleet/project.ts";
import { RunError } from "../measure/run.ts";
import { compete, fairlead, type Group, grouped, measured } from "./group.ts";

/** The name of the Pulumi project, which a fleet without `Pulumi.yaml` takes from its config. */
const PROJECT = "fleet";

/** Writes the states that `up` would have left. @returns the number of their resources */
function recordClouds({ root }: Project, clouds: readonly StackCloud[]): number {
  let resources = 0;
  for (const { stack, resources: all } of clouds) {
    for (const { name, resources: own } of placeShards(stack, all, [])) {
      const latest = { resources: recordedAs(name, settlePasswords(own, []).resources, PROJECT).resources };
      const path = join(root, ".fairlead", "state", stateFile(PROJECT, name));
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, JSON.stringify({ version: 3, checkpoint: { latest } }));
      resources += latest.resources.length;
    }
  }
  return resources;
}

/** Previews the clouds of a fleet whose states are recorded. */
export const previewGroup: Group = {
  names: ["preview-1000x10"],
  run: async (bench) => {
    const project = bench.fleet(10);
    bench.say("recording the clouds of 10 stacks");
    const { clouds }: { readonly clouds: readonly StackCloud[] } = JSON.parse(
      (await bench.runner.run(fairlead(bench, project.root, "cloud", "show", "--inputs", "--json"))).stdout,
    );
    const resources = recordClouds(project, clouds);
    const command = fairlead(bench, project.root, "preview", "--only", "cloud", "--json");
    const { cloud }: { readonly cloud: { readonly stacks: readonly { readonly unchanged: number }[] } } = JSON.parse(
      (await bench.runner.run(command)).stdout,
    );
    const unchanged = cloud.stacks.reduce((sum, stack) => sum + stack.unchanged, 0);
    if (unchanged !== resources) throw new RunError(`preview leaves ${unchanged} of ${resources} resources as they are`);
    const series = await compete(bench, [{ name: "preview-1000x10", command }]);
    return {
      measured: [measured("preview-1000x10", series("preview-1000x10"), { notes: [`${grouped(resources)} resources of 10 stacks`] })],
    };
  },
};
