import { UserError } from "../../base/user-error.ts";
import type { StateFiles } from "../../pulumi/state/state-files.ts";
import type { Project } from "../../workspace/project.ts";
import type { Selection } from "../../workspace/selection.ts";
import type { LeftoverCloud } from "./cloud-preview.ts";
import { readParts, recordedParts, specOf, stackOfPart } from "./recorded-stacks.ts";

/** Lists the recorded clouds that `up` leaves alone. A selection of services leaves them out. */
export async function leftoverClouds(
  { workspace, fleet }: Project,
  files: StateFiles,
  { stacks, services }: Selection,
): Promise<readonly LeftoverCloud[]> {
  if (services.length > 0) return [];
  const { name: project } = workspace.specs.pulumiProject(fleet.config.name);
  const recorded = [...new Set((await recordedParts(files, project)).map(stackOfPart))];
  const found = recorded
    .filter((stack) => stacks.length === 0 || stacks.includes(stack))
    .map(async (stack) => {
      const spec = specOf(fleet, stack);
      if (spec === "in use") return undefined;
      const resources = await resourcesOf(files, project, stack);
      return { stack, spec, resources: resources.length, protected: resources.filter(({ protect }) => protect).length };
    });
  return (await Promise.all(found)).filter((each) => each !== undefined);
}

/** Returns the recorded resources of a stack. Those of a corrupt state are not known; destroy names the problem. */
async function resourcesOf(files: StateFiles, project: string, stack: string): Promise<readonly { readonly protect: boolean }[]> {
  try {
    const parts = await readParts(files, project, stack);
    return parts.flatMap(({ recorded }) => recorded.resources).filter(({ custom, type }) => custom && !type.startsWith("pulumi:"));
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}
