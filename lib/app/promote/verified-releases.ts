import type { Problem } from "../../base/problem.ts";
import { GENERATED_ROOT, lockPath } from "../../render/layout.ts";
import type { PromotionSource } from "../../releases/promote.ts";
import type { Lock, LockEntry } from "../../resolve/lock.ts";

/** The releases that stacks run, or why they cannot be promoted. */
export interface Verified {
  /** Service -> the release that each of the stacks runs. */
  readonly sources: ReadonlyMap<string, PromotionSource>;
  readonly problems: readonly Problem[];
}

/** An entry of a lock, and its stack. */
interface Running {
  readonly stack: string;
  readonly entry: LockEntry;
}

/**
 * Finds the one release of each service that stacks run. Stacks that run different releases are a problem, and so is an entry without a
 * release.
 * @param locks stack -> lock
 */
export function verifiedReleases(locks: ReadonlyMap<string, Lock>, services: readonly string[]): Verified {
  const sources = new Map<string, PromotionSource>();
  const problems: Problem[] = [];
  for (const service of services) {
    const running = [...locks].flatMap(([stack, lock]): readonly Running[] => {
      const entry = lock.get(service);
      return entry === undefined ? [] : [{ stack, entry }];
    });
    const found = sourceOf(service, running);
    if ("message" in found) problems.push(found);
    else sources.set(found.service, found);
  }
  return { sources, problems };
}

function sourceOf(service: string, running: readonly Running[]): PromotionSource | Problem {
  const [first, ...others] = running;
  if (first === undefined) return { file: "", path: service, message: "no stack of --from runs it" };
  const { stack, entry } = first;
  const { channel = "", digest, image, release, tag, service: name = service } = entry;
  const file = `${GENERATED_ROOT}/${lockPath(stack)}`;
  const other = others.find((each) => each.entry.release !== release);
  if (other !== undefined)
    return { file, path: service, message: `${stack} runs ${tag}, and ${other.stack} runs ${other.entry.tag}: promote from one stack` };
  if (release === undefined || digest === undefined || image === undefined)
    return { file, path: service, message: `${stack} runs ${tag}, which names no release` };
  return { service: name, channel, digest, image, release, tag, namedIn: file };
}
