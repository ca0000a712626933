import { UserError } from "../../base/user-error.ts";
import { DEFAULTS } from "../../model/defaults.ts";
import { openState } from "../../pulumi/state/open-state.ts";
import type { ParsedState } from "../../pulumi/state/parse-state.ts";
import type { StateFiles } from "../../pulumi/state/state-files.ts";
import type { Project } from "../../workspace/project.ts";
import { readParts } from "./recorded-stacks.ts";

/** The recorded parts of a stack, or the reason why they are unknown. */
export type StackStates = { readonly states: readonly ParsedState[] } | { readonly reason: string };

/** Returns a reader of the recorded parts of stacks. A state that cannot be read hides no other stack. */
export function stackStates({
  workspace,
  fleet: { config },
}: Pick<Project, "fleet" | "workspace">): (stack: string) => Promise<StackStates> {
  const { name: project } = workspace.specs.pulumiProject(config.name);
  let files: Promise<StateFiles> | undefined;
  return async (stack) => {
    try {
      files ??= openState(config.state ?? DEFAULTS.state, workspace.root);
      return { states: await readParts(await files, project, stack) };
    } catch (error) {
      if (error instanceof UserError) return { reason: error.message };
      throw error;
    }
  };
}
