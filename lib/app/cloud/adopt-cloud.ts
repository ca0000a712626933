import { FAIRLEAD } from "../../base/fairlead.ts";
import { suggestion } from "../../base/suggestion.ts";
import { quoted } from "../../base/text.ts";
import { UserError } from "../../base/user-error.ts";
import type { AnyCloudResource } from "../../cloud/resource.ts";
import { passwordsOf } from "../../cloud/settle-passwords.ts";
import { DEFAULTS } from "../../model/defaults.ts";
import { parseStateAddress } from "../../model/state-address.ts";
import { installHint, requireEngine } from "../../pulumi/engine/find-engine.ts";
import { hasCloudSdk, INSTALL_CLOUD_SDK } from "../../pulumi/engine/sdk.ts";
import { clearDeadLocks } from "../../pulumi/state/locks.ts";
import { openState } from "../../pulumi/state/open-state.ts";
import { whileInterruptible } from "../../system/interrupts.ts";
import { makeProjectDirectories } from "../../system/make-directories.ts";
import { makeScratchDirectory } from "../../system/scratch-directory.ts";
import { openProject } from "../../workspace/project.ts";
import type { AppContext } from "../context.ts";
import { type EngineFlags, engineLimits } from "../engine/engine-limits.ts";
import { candidatesOf, type FoundCandidate, missingResources, needOf } from "./adopt-candidates.ts";
import { type AdoptWork, importInto, type Imports, tryImports } from "./adopt-on-engine.ts";
import { adoptionOf } from "./adoption.ts";
import type { Adoption, AdoptResult } from "./adopt-result.ts";
import { cloudStacks } from "./cloud-stacks.ts";
import { partsInState, type PlannedShard, planShards } from "./plan-shards.ts";

export interface AdoptRequest extends EngineFlags {
  readonly stack: string;
  /** The needs to adopt: `cartservice.carts`. Empty for all that the state does not have. */
  readonly needs: readonly string[];
  /** Ids that do not follow from names: `cartservice.carts=<id>`, or `<name of a resource>=<id>`. */
  readonly ids: readonly string[];
  /** True if only the comparison is wanted. */
  readonly dryRun: boolean;
}

/**
 * Takes resources into the state that exist in the cloud. Refuses if the next `up` would change or replace one of them. The cloud stays as
 * it is. @throws UserError NOT_FOUND, USAGE, ENGINE, STATE, BUSY, INVALID_SPEC, INVALID_CONFIG
 */
export async function adoptCloud(context: AppContext, request: AdoptRequest): Promise<AdoptResult> {
  const { stack, dryRun } = request;
  const project = await openProject(await context.workspace(), { stacks: [stack], services: [] });
  const { workspace, fleet } = project;
  const address = fleet.config.state ?? DEFAULTS.state;
  const files = await openState(address, workspace.root);
  const { name } = workspace.specs.pulumiProject(fleet.config.name);
  if (cloudStacks(project).length === 0) {
    throw new UserError("USAGE", `${stack} is retired, so nothing asks for its cloud`, { hint: "take retired: true out of its spec" });
  }
  const planned = await planShards(partsInState(files, name), { stacks: cloudStacks(project), root: workspace.root, project: name });
  const shards = planned.map(readable).filter(({ components }) => components === undefined);
  const found = findCandidates(shards, name, request);
  const all = [...found.values()].flat();
  const imports: Imports = new Map(
    [...found].flatMap(([shard, list]) => {
      const ready = list.filter(({ obstacle }) => obstacle === undefined);
      return ready.length === 0 ? [] : [[shard, ready] as const];
    }),
  );
  const skipped = all.filter(({ obstacle }) => obstacle !== undefined).map(skippedOf);
  if (imports.size === 0) return { stack, outcome: "nothing", resources: skipped, interrupted: false };
  return whileInterruptible(async (signal) => {
    const engine = await requireEngine(context.env, context.home, { signal }, installHint());
    if (!hasCloudSdk()) throw new UserError("ENGINE", "the package @pulumi/gcp is not installed", { hint: INSTALL_CLOUD_SDK });
    makeScratchDirectory(workspace.tree.scratch);
    if (parseStateAddress(address)?.kind === "directory") makeProjectDirectories(files.nameOf(""));
    const work: AdoptWork = { project, files, engine, signal, ...engineLimits(request, "cloud") };
    const trial = await tryImports(context, work, imports);
    const compared = [...imports].flatMap(([shard, list]) => list.map((each) => adoptionOf(each, shard, trial)));
    const resultOf = (outcome: AdoptResult["outcome"], resources: readonly Adoption[]): AdoptResult => ({
      stack,
      outcome,
      resources: [...resources, ...skipped],
      interrupted: signal.aborted,
    });
    if (compared.some(({ outcome }) => outcome === "differs" || outcome === "failed")) return resultOf("refused", compared);
    const ready = new Set(compared.flatMap((each) => (each.outcome === "ready" ? [`${each.shard} ${each.type} ${each.name}`] : [])));
    if (ready.size === 0) return resultOf("nothing", compared);
    if (dryRun || signal.aborted) return resultOf("planned", compared);
    const final: Imports = new Map(
      [...imports].flatMap(([shard, list]) => {
        const own = list.filter((each) => ready.has(`${each.shard} ${each.type} ${each.name}`));
        return own.length === 0 ? [] : [[shard, own] as const];
      }),
    );
    for (const shard of final.keys()) await clearDeadLocks(files, name, shard.name);
    const outcomes = await importInto(context, work, final);
    const done = [...final].flatMap(([shard, list]) =>
      list.map((each) => adoptionOf(each, shard, { imports: outcomes, changes: new Map() }, "adopted")),
    );
    return resultOf("adopted", [...done, ...compared.filter(({ outcome }) => outcome !== "ready")]);
  });
}

/** Requires a state that can be read. @throws UserError STATE */
function readable(shard: Awaited<ReturnType<typeof planShards>>[number]): PlannedShard {
  if ("error" in shard) throw shard.error;
  return shard;
}

/** Finds the candidates of each part. @throws UserError NOT_FOUND, or USAGE for a malformed id */
function findCandidates(
  shards: readonly PlannedShard[],
  project: string,
  { stack, needs, ids }: AdoptRequest,
): ReadonlyMap<PlannedShard, readonly FoundCandidate[]> {
  const missing = shards.flatMap(missingResources);
  const given = new Map(ids.map(parseId));
  const known = [...new Set(missing.flatMap((resource) => needOf(resource) ?? []))].sort();
  const asked = shards.flatMap(({ input }) => input.resources);
  const isAsked = (name: string): boolean => asked.some((each) => each.name === name || needOf(each) === name);
  requireNames(stack, needs, known, isAsked);
  requireNames(stack, [...given.keys()], [...known, ...missing.map(({ name }) => name)], isAsked);
  const isWanted = (resource: AnyCloudResource): boolean => needs.length === 0 || needs.includes(needOf(resource) ?? "");
  return new Map(shards.map((shard) => [shard, candidatesOf(shard, project, isWanted, given)]));
}

/** Requires names of what the state lacks. @param isAsked true for a name that the specs have */
function requireNames(stack: string, names: readonly string[], known: readonly string[], isAsked: (name: string) => boolean): void {
  const unknown = names.filter((name) => !known.includes(name));
  const [first] = unknown;
  if (first === undefined) return;
  const list = unknown.map((name) => `"${name}"`).join(", ");
  const message = unknown.every(isAsked)
    ? `the state of ${stack} already has all that ${list} asks for`
    : `${stack} asks for no ${list} that its state lacks${suggestion(first, known, "fairlead preview")}`;
  throw new UserError("NOT_FOUND", message, { hint: `${FAIRLEAD} preview --stack ${quoted(stack)} lists what up would create` });
}

function parseId(text: string): readonly [string, string] {
  const at = text.indexOf("=");
  if (at > 0 && at < text.length - 1) return [text.slice(0, at), text.slice(at + 1)];
  throw new UserError("USAGE", `"${text}" is not an id`, { hint: "--id <service>.<need>=<id>, or --id <resource>=<id>" });
}

const skippedOf = ({ resource, urn: _urn, obstacle = "", ...candidate }: FoundCandidate): Adoption => ({
  ...candidate,
  outcome: "skipped",
  values: [],
  message: obstacle,
  newPassword: passwordsOf(resource).length > 0,
});
