import { UserError } from "../../base/user-error.ts";
import { DEFAULTS } from "../../model/defaults.ts";
import { LocalCloud, type LocalResource } from "../../pulumi/local/local-cloud.ts";
import { openState } from "../../pulumi/state/open-state.ts";
import { readStack } from "../../pulumi/state/read-stack.ts";
import type { Project } from "../../workspace/project.ts";
import { cloudTarget } from "./cloud-settings.ts";
import { recordedParts } from "./recorded-stacks.ts";

/** Lists the resources of the local cloud that no state has. Empty for another cloud, and if a state cannot be read. */
export async function unmanagedResources({ workspace, fleet }: Project): Promise<readonly Pick<LocalResource, "id" | "type">[]> {
  const target = cloudTarget(fleet.config, workspace.tree.scratch);
  if (target.kind !== "local") return [];
  const resources = new LocalCloud(target.directory).list();
  if (resources.length === 0) return [];
  try {
    const files = await openState(fleet.config.state ?? DEFAULTS.state, workspace.root);
    const { name: project } = workspace.specs.pulumiProject(fleet.config.name);
    const states = await Promise.all((await recordedParts(files, project)).map((part) => readStack(files, project, part)));
    const recorded = new Set(states.flatMap((state) => state?.recorded.resources.map(({ type, id }) => `${type} ${id}`) ?? []));
    return resources.flatMap(({ type, id }) => (recorded.has(`${type} ${id}`) ? [] : [{ type, id }]));
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}
