import { escapeRegExp } from "../base/text.ts";
import { IMAGE_INFO } from "../compile/argocd/application.ts";
import { labelValue } from "../model/label-value.ts";
import { isRecord } from "../base/values.ts";
import type { ObjectChange } from "./change.ts";
import type { LockChange } from "./locks.ts";
import type { TreeObject } from "./object.ts";

/** A service, or an image that services use, with another version. */
export interface ReleaseChange {
  readonly service: string;
  readonly before: Version;
  readonly after: Version;
  /** The stacks with the new image, in order. */
  readonly stacks: readonly string[];
  /** The number of changed objects on all stacks. */
  readonly objects: number;
}

export interface Version {
  readonly repository: string;
  readonly tag: string;
  readonly digest: string | undefined;
}

interface Bump {
  /** The service, or the released image. */
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

export interface Folded {
  readonly releases: readonly ReleaseChange[];
  readonly rest: ObjectChange[];
  readonly restLocks: readonly LockChange[];
}

/** Folds the changes that only a new image explains, so that a person reads one line for each release. */
export function foldReleases(changes: readonly ObjectChange[], locks: readonly LockChange[]): Folded {
  const bumps = new Map<string, readonly Bump[]>();
  for (const change of changes) {
    if (change.action !== "changed" || change.object.kind !== "Application" || change.from === undefined) continue;
    const found = bumpsOf(change.from, change.object);
    if (found.length > 0) bumps.set(keyOf(change.object), found);
  }
  const counts = new Map<string, number>();
  const rest = changes.filter((change) => {
    const key = keyOf(change.object);
    const found = bumps.get(key);
    if (found === undefined || !explains(found, change)) return true;
    counts.set(key, (counts.get(key) ?? 0) + 1);
    return false;
  });
  const releases = new Map<string, ReleaseChange>();
  const folded = new Set<string>();
  for (const [key, objects] of counts) {
    const [stack = ""] = key.split("/");
    for (const { name, before, after } of bumps.get(key) ?? []) {
      folded.add(`${stack}/${name}`);
      const line = `${name} ${before} ${after}`;
      const known = releases.get(line);
      releases.set(line, {
        service: name,
        before: versionOf(before),
        after: versionOf(after),
        stacks: [...new Set([...(known?.stacks ?? []), stack])],
        objects: (known?.objects ?? 0) + objects,
      });
    }
  }
  return { releases: [...releases.values()], rest, restLocks: locks.filter(({ stack, service }) => !folded.has(`${stack}/${service}`)) };
}

const keyOf = ({ stack, service }: TreeObject): string => `${stack}/${service ?? ""}`;

/** Lists the versions that differ between two Applications of a service. */
function bumpsOf(from: TreeObject, to: TreeObject): readonly Bump[] {
  const [left, right] = [imagesOf(from), imagesOf(to)];
  return [...right].flatMap(([name, after]) => {
    const before = left.get(name);
    return before === undefined || before === after ? [] : [{ name, before, after }];
  });
}

/** Returns the images that an Application shows: the service's own, and released images. */
function imagesOf({ value, service = "" }: TreeObject): ReadonlyMap<string, string> {
  const spec = isRecord(value) ? value["spec"] : undefined;
  const info = isRecord(spec) ? spec["info"] : undefined;
  const images = new Map<string, string>();
  for (const item of Array.isArray(info) ? info.filter(isRecord) : []) {
    const { name, value: reference } = item;
    if (typeof name !== "string" || typeof reference !== "string") continue;
    if (name === IMAGE_INFO) images.set(service, reference);
    else if (name.startsWith(`${IMAGE_INFO} `)) images.set(name.slice(IMAGE_INFO.length + 1), reference);
  }
  return images;
}

/** True if the two objects differ only in images and version. */
function explains(bumps: readonly Bump[], { from, object }: ObjectChange): boolean {
  // An object that also moved stays a separate change.
  if (from?.path !== object.path) return false;
  const without = (text: string, side: "before" | "after"): string =>
    bumps.reduce((rest, bump) => {
      const left = withoutImage(rest, bump[side]);
      return bump.name === object.service ? withoutVersion(left, bump[side]) : left;
    }, text);
  return without(from.text, "before") === without(object.text, "after");
}

/** Replaces an image, as a whole word: a longer image is another one. */
const withoutImage = (text: string, image: string): string =>
  text.replace(new RegExp(`(?<![\\w./-])${escapeRegExp(image)}(?![\\w.:@-])`, "g"), "\0");

/** Replaces the version label of an image. */
function withoutVersion(text: string, image: string): string {
  const version = escapeRegExp(labelValue(versionOf(image).tag));
  return text.replace(new RegExp(`(app\\.kubernetes\\.io/version:) (?:${version}|'${version}')\n`, "g"), "$1\0\n");
}

function versionOf(image: string): Version {
  const [tagged = "", digest] = image.split("@");
  const colon = tagged.lastIndexOf(":");
  return { repository: tagged.slice(0, colon), tag: tagged.slice(colon + 1), digest };
}
