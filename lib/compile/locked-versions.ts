import { FAIRLEAD } from "../base/fairlead.ts";
import type { Report } from "../base/problem.ts";
import { count } from "../base/text.ts";
import type { EffectiveService } from "../model/effective.ts";
import { imageUses } from "../model/images-of.ts";
import type { StackModel } from "../model/model.ts";
import { partsOf } from "../model/parts.ts";
import { requiresDigest } from "../model/tier.ts";
import { entryProblem } from "../resolve/entry-problem.ts";
import type { Lock, LockEntry } from "../resolve/lock.ts";
import { GENERATED_ROOT, lockPath } from "./generated-paths.ts";
import { imageReference } from "./image-reference.ts";
import { unpinnedImage } from "./pinned-image.ts";
import { type CompileProblem, reportField, reportLockEntry, reportStackFile } from "./problems/compile-problem.ts";

/** The versions with which a stack runs a service. */
export interface LockedVersions {
  readonly entry: LockEntry;
  /** The name of each released image that the service uses -> `repo:tag@sha256:...`. */
  readonly images: ReadonlyMap<string, string>;
}

/** Stands for a missing version, so that the objects of the service can still be checked. */
export const ANY_VERSION: LockEntry = { tag: "v0.0.0", digest: `sha256:${"0".repeat(64)}` };

/** Reports a lock without versions, once for the services that lack only a version. */
export const reportEmptyLock = (stack: StackModel, services: number, problems: CompileProblem[]): void =>
  reportStackFile(problems, lockFile(stack))("", `locks no version, but the stack runs ${count(services, "service")}`, `${FAIRLEAD} up`);

const lockFile = ({ name }: StackModel): string => `${GENERATED_ROOT}/${lockPath(name)}`;

/**
 * Looks up the versions with which a stack runs a service. Reports images without a digest.
 * @param missing receives the missing versions; any version stands for each of them
 */
export function lockedVersions(
  stack: StackModel,
  service: EffectiveService,
  lock: Lock,
  { problems, missing }: { readonly problems: CompileProblem[]; readonly missing: CompileProblem[] },
): LockedVersions {
  const entry = lock.get(service.name);
  const images = new Map<string, string>();
  const reportEntry = (found: CompileProblem[]): Report => reportLockEntry(found, lockFile(stack), stack.name, service.name);
  if (entry === undefined) {
    const hint = `${FAIRLEAD} up takes the release that channel ${stack.channel} names`;
    reportEntry(missing)(service.name, "is missing: the stack runs the service, but no version of it is locked", hint);
  } else checkEntry(stack, service.name, entry, reportEntry(problems));
  for (const { image } of imageUses(service)) {
    const version = lock.get(image.name);
    images.set(image.name, imageReference(image.input.image, version ?? ANY_VERSION));
    if (version === undefined) {
      const message = "is missing: services of the stack use the image, but no version of it is locked";
      reportEntry(missing)(image.name, message, recordHint(image.name, stack.channel));
    } else checkEntry(stack, image.name, version, reportEntry(problems));
  }
  if (requiresDigest(stack.tier)) requireDigests(stack, service, problems);
  return { entry: entry ?? ANY_VERSION, images };
}

/** Reports images of containers that have a tag but no digest. */
function requireDigests(stack: StackModel, service: EffectiveService, problems: CompileProblem[]): void {
  const reportContainer = reportField(problems, stack.name, service);
  for (const [at, { image }] of partsOf(service)) {
    if (typeof image !== "string") continue;
    const problem = unpinnedImage(image, stack.tier);
    if (problem === undefined) continue;
    const hint = `write ${image}@sha256:<digest>, which docker buildx imagetools inspect ${image} prints; or use an image from defineImage`;
    reportContainer(`${at}.image`, problem, hint);
  }
}

/** Returns the commands that give an image its first version. */
const recordHint = (name: string, channel: string): string =>
  `${FAIRLEAD} release record ${name} --channel ${channel} ... records a version; ${FAIRLEAD} up takes it`;

/** Reports an entry without the digest that the tier requires, and one that contradicts its record. */
function checkEntry({ tier }: StackModel, name: string, entry: LockEntry, report: Report): void {
  const { tag, digest } = entry;
  const problem = entryProblem(entry);
  if (problem !== undefined) report(name, problem, "restore the entry from git, or remove its line `release`");
  if (digest === undefined && requiresDigest(tier))
    report(name, `the tag ${tag} has no digest; ${tier} requires one: a tag can be pushed again`, "add digest: 'sha256:...'");
}
