import { lockPath } from "../render/layout.ts";
import type { Tree } from "../render/tree.ts";
import { secondsSince } from "../system/seconds-since.ts";
import type { Project } from "../workspace/project.ts";
import type { Selection } from "../workspace/selection.ts";
import type { Snapshot } from "../workspace/tree/file-identity.ts";
import type { GeneratedTree, Workspace } from "../workspace/workspace.ts";
import type { AppContext } from "./context.ts";
import type { RenderResult } from "./results.ts";

/** A rendered tree with the paths that it owns. */
export interface OwnedTree {
  readonly tree: Tree;
  readonly owned: (path: string) => boolean;
}

/** A run that writes. */
export interface Write {
  /** The state of the generated tree at the start of the run. */
  readonly snapshot: Snapshot;
  /** Writes a tree. Refuses to overwrite a file that changed since the snapshot. */
  readonly write: (project: Pick<Project, "model">, rendered: OwnedTree) => Promise<RenderResult>;
}

/** Notes the present state of the generated tree and starts the clock. */
export function startWrite({ onEvent }: AppContext, { tree: generated }: Workspace, selection: Selection): Write {
  const start = performance.now();
  const snapshot = snapshotOf(generated, selection);
  const write: Write["write"] = async ({ model }, { tree, owned }) => {
    const onWait = (holder: string): void => onEvent({ kind: "render-waits", holder });
    const { created, changed, removed, leftover } = await generated.write(tree, { owned, onWait, snapshot });
    if (leftover !== undefined) onEvent({ kind: "leftover-stays", ...leftover });
    return { stacks: model.stacks.length, objects: tree.size, created, changed, removed, seconds: secondsSince(start) };
  };
  return { snapshot, write };
}

/** Notes the state of the files that a run with the selection may write. No spec is loaded yet. */
function snapshotOf(generated: GeneratedTree, { stacks, services }: Selection): Snapshot {
  if (services.length === 0) return generated.snapshot(stacks.length === 0 ? [""] : ["argocd", ...stacks]);
  const places = stacks.length === 0 ? generated.directories() : stacks;
  // A name without a directory may be an image or a reserved entry, or have instances. Then the files of other services follow.
  const isUnknown = (service: string): boolean => generated.snapshot(places.map((stack) => `${stack}/services/${service}`)).size === 0;
  if (services.some(isUnknown)) return generated.snapshot(places);
  const ofService = (stack: string, service: string) => [`${stack}/services/${service}`, `${stack}/applications/${service}.yaml`];
  return generated.snapshot(places.flatMap((stack) => [lockPath(stack), ...services.flatMap((service) => ofService(stack, service))]));
}
