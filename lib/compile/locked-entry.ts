import { FAIRLEAD } from "../base/fairlead.ts";
import type { Report } from "../base/problem.ts";
import { count } from "../base/text.ts";
import type { EffectiveService } from "../model/effective.ts";
import type { StackModel } from "../model/model.ts";
import { requiresDigest } from "../model/tier.ts";
import type { Lock, LockEntry } from "../resolve/lock.ts";
import { GENERATED_ROOT, lockPath } from "./generated-paths.ts";
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
  if (entry.digest === undefined) {
    report(
      service.name,
      `the tag ${entry.tag} has no digest; ${stack.tier} requires one: a tag can be pushed again`,
      "add digest: 'sha256:...'",
    );
  }
  const reportInit = reportField(problems, stack.name, service);
  for (const { name, image } of service.init) {
    const problem = image === undefined ? undefined : unpinnedImage(image, stack.tier);
    if (problem !== undefined) reportInit(`init.${name}.image`, problem);
  }
  return entry;
}
