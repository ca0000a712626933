import { FAIRLEAD } from "../base/fairlead.ts";
import type { Report } from "../base/problem.ts";
import { count } from "../base/text.ts";
import type { EffectiveService } from "../model/effective.ts";
import { imageUses } from "../model/images-of.ts";
import type { StackModel } from "../model/model.ts";
import { requiresDigest } from "../model/tier.ts";
import type { Lock, LockEntry } from "../resolve/lock.ts";
import { GENERATED_ROOT, lockPath } from "./generated-paths.ts";
import { imageReference } from "./image-reference.ts";
import { unpinnedImage } from "./pinned-image.ts";
import { type CompileProblem, reportField, reportStackFile } from "./problems/compile-problem.ts";

/** Reports a lock without versions, once for all services of the stack. */
export function reportEmptyLock(stack: StackModel, problems: CompileProblem[]): void {
  const services = count(stack.services.length, "service");
  lockReporter(stack, problems)("", `locks no version, but the stack runs ${services}`, `${FAIRLEAD} up`);
}

const lockReporter = (stack: StackModel, problems: CompileProblem[]): Report =>
  reportStackFile(problems, `${GENERATED_ROOT}/${lockPath(stack.name)}`);

/** Looks up the version that a stack runs of a service. Reports a missing version and images without a digest. */
export function lockedEntry(stack: StackModel, service: EffectiveService, lock: Lock, problems: CompileProblem[]): LockEntry | undefined {
  const report = lockReporter(stack, problems);
  const entry = lock.get(service.name);
  if (entry === undefined) {
    const hint = `add a line: ${service.name}: {digest: 'sha256:...', tag: v1.2.3}`;
    report(service.name, "is missing: the stack runs the service, but no version of it is locked", hint);
    return undefined;
  }
  if (!requiresDigest(stack.tier)) return entry;
  requireDigest(stack, service.name, entry, report);
  const reportContainer = reportField(problems, stack.name, service);
  for (const [field, containers] of [
    ["init", service.init],
    ["sidecars", service.sidecars],
  ] as const) {
    for (const { name, image } of containers) {
      const problem = typeof image === "string" ? unpinnedImage(image, stack.tier) : undefined;
      if (problem !== undefined) reportContainer(`${field}.${name}.image`, problem);
    }
  }
  return entry;
}

/**
 * Looks up the versions that a stack runs of released images. Reports missing versions and images without a digest.
 * @param services only the images that these services use; undefined for all images of the stack
 * @returns name -> `repo:tag@sha256:...`
 */
export function lockedImages(
  stack: StackModel,
  services: readonly EffectiveService[] | undefined,
  lock: Lock,
  problems: CompileProblem[],
): ReadonlyMap<string, string> {
  const references = new Map<string, string>();
  const report = lockReporter(stack, problems);
  const wanted = services && new Set(services.flatMap((service) => imageUses(service).map(({ image }) => image.name)));
  for (const { name, input } of stack.images) {
    if (wanted?.has(name) === false) continue;
    const entry = lock.get(name);
    if (entry === undefined) {
      report(name, "is missing: services of the stack use the image, but no version of it is locked", recordHint(name, stack.channel));
      continue;
    }
    if (requiresDigest(stack.tier)) requireDigest(stack, name, entry, report);
    references.set(name, imageReference(input.image, entry));
  }
  return references;
}

/** Returns the commands that give an image its first version. */
const recordHint = (name: string, channel: string): string =>
  `${FAIRLEAD} release record ${name} --channel ${channel} ... records a version; ${FAIRLEAD} up takes it`;

function requireDigest({ tier }: StackModel, name: string, { tag, digest }: LockEntry, report: Report): void {
  if (digest !== undefined) return;
  report(name, `the tag ${tag} has no digest; ${tier} requires one: a tag can be pushed again`, "add digest: 'sha256:...'");
}
