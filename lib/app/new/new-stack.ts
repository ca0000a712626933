import { FAIRLEAD } from "../../base/fairlead.ts";
import { suggestion } from "../../base/suggestion.ts";
import { UserError } from "../../base/user-error.ts";
import { type Fleet, servicesOf } from "../../model/fleet.ts";
import { isImage } from "../../model/image-spec.ts";
import { stackImages } from "../../model/check/stack-images.ts";
import { nameProblem } from "../../model/names.ts";
import type { AnyStack } from "../../model/stack.ts";
import { expiryDay } from "../../model/stack-fields/expires.ts";
import { requiresDigest, type Tier, TIERS } from "../../model/tier.ts";
import { changeLocks } from "../../workspace/change-locks.ts";
import { readLocks } from "../../workspace/read-lock.ts";
import type { AppContext } from "../context.ts";
import { orNothingWritten } from "../nothing-written.ts";
import type { NewResult } from "../results.ts";
import { type AddedSpec, addSpec, newStackFile, required } from "./add-spec.ts";
import { firstStack } from "./first-stack.ts";
import type { NewStackRequest } from "./stack-request.ts";
import { referencesTo } from "./service-references.ts";
import { likeTemplate } from "./templates/like.ts";
import { stackTemplate } from "./templates/stack.ts";

/** The questions about missing values. */
export const STACK_QUESTIONS = {
  name: { message: "Name of the stack?", problem: nameProblem },
  tier: { message: "Tier?", options: TIERS },
};

/**
 * Writes `stacks/<name>.ts` and its lock: the services of another stack in their locked versions.
 * @param check the time at which a first stack without services is checked
 * @throws UserError USAGE, EXISTS, NOT_FOUND, INVALID_SPEC
 */
export const newStack = (context: AppContext, request: NewStackRequest, check?: AddedSpec["check"]): Promise<NewResult> =>
  orNothingWritten(() => writeStack(context, request, check));

async function writeStack(context: AppContext, request: NewStackRequest, check: AddedSpec["check"]): Promise<NewResult> {
  const workspace = await context.workspace();
  const fleet = await workspace.specs.loadFleet({ mayBeEmpty: true });
  const name = required(request.name, "a new stack needs a name", `${FAIRLEAD} new stack prod-asia-east1 --from prod-us-central1`);
  const file = newStackFile(workspace, name);
  const { like } = request;
  if (like !== undefined) refuseOthers(request);
  const from = like ?? request.from;
  const expires = lastDay(request.expires, context.writer.now());
  if (fleet.stacks.length === 0) return firstStack(workspace, fleet, { ...request, from, expires, name }, { file, check });
  const stacks = fleet.stacks.map(({ stack }) => stack);
  const source = sourceStack(stacks, from, request.tier);
  const { input } = source;
  const tier = request.tier ?? source.tier;
  const running = servicesOf(source, fleet.services).map(({ service }) => service);
  const lock = readLocks(workspace.tree, [source.name]).get(source.name) ?? new Map();
  // A tier that requires digests cannot take services that the source runs by tag only.
  const left = new Set(requiresDigest(tier) ? running.filter((service) => lock.get(service.name)?.digest === undefined) : []);
  const kept = running.filter((service) => !left.has(service));
  const listed = "kind" in input.services ? undefined : input.services;
  const excluded = "kind" in input.services ? input.services.excluded : [];
  const sourceFile = fleet.stacks.find(({ stack }) => stack === source);
  const images = sourceFile === undefined ? [] : stackImages(sourceFile, fleet);
  // The new stack has separate instances, so it decides their addresses.
  const copied = new Map(
    [...lock].flatMap(([service, { addresses: _addresses, ...entry }]) =>
      [...kept, ...images].some((each) => each.name === service) ? [[service, entry] as const] : [],
    ),
  );
  const undo = changeLocks(workspace.tree, [name], () => copied);
  const domain = input.domain === undefined ? undefined : [name, ...input.domain.split(".").slice(1)].join(".");
  const privateRange = input.privateRange === undefined ? undefined : freeRange(stacks);
  if (like !== undefined) {
    await addSpec(workspace, { file, text: likeTemplate({ name, source, domain, privateRange, expires }), undo });
    return written(name, file, []);
  }
  const text = stackTemplate({
    name,
    tier,
    region: request.region ?? input.region,
    project: request.project ?? projectOf(fleet, { source, tier, name }),
    namespace: input.namespace,
    privateRange,
    channel: input.channel,
    domain,
    services: referencesTo(listed === undefined ? [...excluded, ...left] : [...kept, ...listed.filter(isImage)], fleet),
    listed: listed !== undefined,
    expires,
  });
  await addSpec(workspace, { file, text, undo });
  return written(name, file, [`check cluster, privateRange and domain in ${file}`]);
}

const written = (name: string, file: string, steps: readonly string[]): NewResult => ({
  what: "stack",
  name,
  files: [file, `pulumi-gen/${name}/versions.yaml`],
  next: [...steps, `${FAIRLEAD} render`, `git add ${file} pulumi-gen`],
});

/** Refuses flags whose fields come from the other stack. @throws UserError USAGE */
function refuseOthers({ like, ...request }: NewStackRequest): void {
  const others = (["tier", "region", "project", "from"] as const).filter((flag) => request[flag] !== undefined);
  if (others.length === 0) return;
  const flags = others.map((flag) => `--${flag}`).join(" and ");
  throw new UserError("USAGE", `--like takes all fields of ${like}, so it excludes ${flags}`, {
    hint: "change the fields in the new file",
  });
}

/** Returns the last day of a stack. @throws UserError USAGE */
function lastDay(expires: string | undefined, now: string): string | undefined {
  const day = expires === undefined ? undefined : expiryDay(expires, now);
  if (expires === undefined || day !== undefined) return day;
  const hint = "--expires 14d, --expires 2w or --expires 2026-12-24";
  throw new UserError("USAGE", `--expires must be days, weeks or a day, got "${expires}"`, { hint });
}

/** Returns the project of the tier: that of a stack of the tier, else a new one. A project belongs to one tier. */
function projectOf({ stacks, config }: Fleet, { source, tier, name }: { source: AnyStack; tier: Tier; name: string }): string {
  const others = stacks.map(({ stack }) => stack);
  const like = source.tier === tier ? source : others.findLast((stack) => stack.tier === tier);
  return like?.input.project ?? `${config.name}-${name}`;
}

function sourceStack(stacks: readonly AnyStack[], from: string | undefined, tier: Tier | undefined): AnyStack {
  const names = stacks.map((stack) => stack.name);
  if (from !== undefined && !names.includes(from))
    throw new UserError("NOT_FOUND", `there is no stack "${from}"${suggestion(from, names, "ls stacks/")}`);
  const source = stacks.find((stack) => stack.name === from) ?? stacks.findLast((stack) => stack.tier === tier) ?? stacks.at(-1);
  if (source === undefined) throw new UserError("NOT_FOUND", "there is no stack to take services and versions from");
  return source;
}

/** Returns the first 10.N.0.0/16, in steps of ten, that no stack uses. */
function freeRange(stacks: readonly AnyStack[]): string {
  const used = new Set(stacks.map((stack) => stack.input.privateRange?.split(".")[1]));
  const free = Array.from({ length: 25 }, (_, index) => String((index + 1) * 10)).find((part) => !used.has(part));
  return `10.${free ?? "255"}.0.0/16`;
}
