import { UserError } from "../../base/user-error.ts";
import { suggestion } from "../../base/suggestion.ts";
import type { RecordedResource } from "../../cloud/recorded.ts";
import { DEFAULTS } from "../../model/defaults.ts";
import { installHint, requireEngine } from "../../pulumi/engine/find-engine.ts";
import { clearDeadLocks } from "../../pulumi/state/locks.ts";
import type { ParsedState } from "../../pulumi/state/parse-state.ts";
import { openState } from "../../pulumi/state/open-state.ts";
import { unprotectInState } from "../../pulumi/state/unprotect.ts";
import { whileInterruptible } from "../../system/interrupts.ts";
import { makeScratchDirectory } from "../../system/scratch-directory.ts";
import { openProject } from "../../workspace/project.ts";
import { EVERYTHING, type Selection } from "../../workspace/selection.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import type { AppContext } from "../context.ts";
import { stateSecrets } from "./cloud-settings.ts";
import { readParts, requireStack } from "./recorded-stacks.ts";

export interface UnprotectRequest {
  readonly stack: string;
  /** The names of resources, as `preview` shows them. At least one. */
  readonly names: readonly string[];
}

export interface UnprotectResult {
  readonly stack: string;
  /** The resources that the next run may delete or replace. */
  readonly resources: readonly Pick<RecordedResource, "name" | "type" | "urn">[];
}

interface Found {
  readonly part: ParsedState;
  readonly resource: RecordedResource;
}

/**
 * Lets the next run delete or replace protected resources of a stack. The cloud stays as it is.
 * @throws UserError NOT_FOUND for names that are not protected in the state, ENGINE, STATE, INVALID_SPEC, INVALID_CONFIG
 */
export async function unprotectCloud(context: AppContext, { stack: name, names }: UnprotectRequest): Promise<UnprotectResult> {
  const { workspace, model, fleet } = await openProject(...(await placeOf(context, name)));
  const { config } = fleet;
  const files = await openState(config.state ?? DEFAULTS.state, workspace.root);
  const project = workspace.specs.pulumiProject(config.name).name;
  await requireStack(fleet, files, project, name);
  const found = findProtected(name, names, await readParts(files, project, name));
  const tier = model.stacks.find((stack) => stack.name === name)?.tier;
  return whileInterruptible(async (signal) => {
    const { env, home } = context;
    const engine = await requireEngine(env, home, { signal }, installHint());
    const { scratch } = workspace.tree;
    makeScratchDirectory(scratch);
    for (const [part, resources] of Map.groupBy(found, (each) => each.part)) {
      const { recorded, secrets: known } = part;
      await clearDeadLocks(files, project, recorded.stack);
      const secrets = stateSecrets(context, config, tier, known);
      const edited = { engine, project, stack: recorded.stack, backend: { kind: "durable", url: files.url, secrets } } as const;
      const urns = resources.map(({ resource }) => resource.urn);
      await unprotectInState(edited, urns, { env, scratch, signal });
    }
    return { stack: name, resources: found.map(({ resource: { type, name: id, urn } }) => ({ type, name: id, urn })) };
  });
}

/** Selects the stack. Problems of other stacks do not matter. A removed stack has no specs, so all of the others must be valid. */
async function placeOf(context: AppContext, name: string): Promise<readonly [Workspace, Selection]> {
  const workspace = await context.workspace();
  const { stacks } = await workspace.specs.loadFleet();
  return [workspace, stacks.some(({ stack }) => stack.name === name) ? { stacks: [name], services: [] } : EVERYTHING];
}

/** Finds the protected resources with the names. @throws UserError NOT_FOUND with all names that no protected resource has */
function findProtected(stack: string, names: readonly string[], parts: readonly ParsedState[]): readonly Found[] {
  const all = parts.flatMap((part) =>
    part.recorded.resources.flatMap((resource) => (resource.protect && !resource.delete ? [{ part, resource }] : [])),
  );
  const known = [...new Set(all.map(({ resource }) => resource.name))];
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    const [first = ""] = unknown;
    const list = unknown.map((name) => `"${name}"`).join(", ");
    throw new UserError("NOT_FOUND", `no protected resource of ${stack} is called ${list}${suggestion(first, known, "fairlead preview")}`);
  }
  return all.filter(({ resource }) => names.includes(resource.name));
}
