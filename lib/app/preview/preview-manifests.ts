import { PLATFORM } from "../../model/object-names.ts";
import { GENERATED_ROOT } from "../../render/layout.ts";
import { isFileOf } from "../../render/held-services.ts";
import type { Tree } from "../../render/tree.ts";
import { wavesOf } from "../../resolve/travel/route.ts";
import { behindIn, type RenderedProject } from "../../workspace/project.ts";
import { selectedBy } from "../../workspace/selection.ts";
import { memorySource, type TreeSource } from "../../workspace/tree-source.ts";
import { compareSources } from "../compare-sources.ts";
import { renderResolved } from "../render-resolved.ts";
import { withComponents } from "../with-components.ts";
import type { LaterWave } from "../results.ts";
import type { PreviewResult } from "./preview-result.ts";
import { type Waiting, waitingServices, withPresentConfigs } from "./wait-in-waves.ts";

/** The name of the tree that the specs render. */
const SPECS = "the specs";

/**
 * Compares the generated tree, or that of a revision or directory, with the one that the specs render. With a pipeline, it renders the first waves only, and
 * says what follows. @throws UserError INVALID_SPEC, GIT for a base that does not exist
 */
export async function previewManifests(
  cwd: string,
  project: RenderedProject,
  base: string | undefined,
): Promise<Required<Pick<PreviewResult, "manifests" | "later">>> {
  const { workspace, scope, whole, configs, locks, behind } = project;
  const from = base === undefined ? workspace.tree.source(`${GENERATED_ROOT}/`) : await workspace.treeNamed(cwd, base);
  const selected = selectedBy(scope);
  const sourceOf = (tree: Tree): TreeSource => memorySource(withComponents(tree, project), SPECS);
  const { pipeline } = whole;
  if (pipeline === undefined || configs === undefined || behind.size === 0)
    return { manifests: compareSources(from, sourceOf(withKept(project.tree, project)), selected), later: [] };
  const running = new Map(
    whole.stacks.map(({ name, services }) => [name, new Set([PLATFORM, ...services.map((service) => service.name)])]),
  );
  const waves = wavesOf(pipeline);
  const waiting = waitingServices(behind, waves, (stack, service) => running.get(stack)?.has(service) === true);
  const waits = new Set(waiting.map(({ stack, service }) => JSON.stringify([stack, service])));
  const next = withPresentConfigs(locks, configs, (stack, service) => !waits.has(JSON.stringify([stack, service])));
  const now = sourceOf(withKept(renderResolved(project, next, "refuse").tree, { ...project, behind: behindIn(project, next) }));
  const manifests = compareSources(from, now, selected);
  if (waiting.length === 0) return { manifests, later: [] };
  const all = sourceOf(renderResolved(project, withPresentConfigs(locks, configs), "refuse").tree);
  const later = waves.flatMap(({ stage, stacks }): readonly LaterWave[] => {
    const own = waiting.filter(({ stack }) => stacks.includes(stack));
    const services = new Map(
      [...Map.groupBy(own, ({ stack }) => stack)].map(([stack, pairs]) => [stack, new Set(pairs.map(({ service }) => service))]),
    );
    const changes = compareSources(now, all, (path) => selected(path) && isFileOf(path, services));
    const changed = stacks.filter((stack) => changes.diff.changes.some(({ object }) => object.stack === stack));
    return changed.length === 0 ? [] : [{ stage, stacks: changed, ...waitOf(own), manifests: changes }];
  });
  return { manifests, later };
}

/** Returns the stages that services wait for, and the longest of their times. */
const waitOf = (waiting: readonly Waiting[]): Pick<LaterWave, "after" | "soakMs"> => ({
  after: [...new Set(waiting.map(({ before }) => before.stage))],
  soakMs: Math.max(...waiting.map(({ before }) => before.soakMs)),
});

/** Adds the files of the services that stay as they are committed. */
function withKept(tree: Tree, { workspace, behind }: Pick<RenderedProject, "behind" | "workspace">): Tree {
  if (behind.size === 0) return tree;
  const disk = workspace.tree.source("");
  return new Map([...tree, ...disk.read([...disk.ids.keys()].filter((path) => isFileOf(path, behind)))]);
}
