import { escapeRegExp } from "../base/text.ts";
import { versionLabel } from "../compile/labels.ts";
import { isRecord } from "../base/values.ts";
import type { ObjectChange } from "./change.ts";
import type { LockChange } from "./locks.ts";
import type { TreeObject } from "./object.ts";

/** A service with another image. */
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
  const bumps = new Map<string, Bump>();
  for (const change of changes) {
    if (change.action !== "changed" || change.object.kind !== "Application" || change.from === undefined) continue;
    const before = imageOf(change.from);
    const after = imageOf(change.object);
    if (before !== undefined && after !== undefined && before !== after) bumps.set(keyOf(change.object), { before, after });
  }
  const counts = new Map<string, number>();
  const rest = changes.filter((change) => {
    const key = keyOf(change.object);
    const bump = bumps.get(key);
    if (bump === undefined || !explains(bump, change)) return true;
    counts.set(key, (counts.get(key) ?? 0) + 1);
    return false;
  });
  const releases = new Map<string, ReleaseChange>();
  for (const [key, objects] of counts) {
    const [stack = "", service = ""] = key.split("/");
    const bump = bumps.get(key);
    if (bump === undefined) continue;
    const line = `${service} ${bump.before} ${bump.after}`;
    const known = releases.get(line);
    releases.set(line, {
      service,
      before: versionOf(bump.before),
      after: versionOf(bump.after),
      stacks: [...(known?.stacks ?? []), stack],
      objects: (known?.objects ?? 0) + objects,
    });
  }
  return { releases: [...releases.values()], rest, restLocks: locks.filter(({ stack, service }) => !counts.has(`${stack}/${service}`)) };
}

const keyOf = ({ stack, service }: TreeObject): string => `${stack}/${service ?? ""}`;

function imageOf({ value }: TreeObject): string | undefined {
  const spec = isRecord(value) ? value["spec"] : undefined;
  const info = isRecord(spec) ? spec["info"] : undefined;
  const image: unknown = Array.isArray(info) ? info.find((item: unknown) => isRecord(item) && item["name"] === "image") : undefined;
  const reference = isRecord(image) ? image["value"] : undefined;
  return typeof reference === "string" ? reference : undefined;
}

/** True if the two objects differ only in image and version. */
function explains(bump: Bump, { from, object }: ObjectChange): boolean {
  // An object that also moved stays a separate change.
  return from?.path === object.path && withoutImage(from.text, bump.before) === withoutImage(object.text, bump.after);
}

/** Replaces the image, as a whole word, and its version label: a longer image is another one. */
function withoutImage(text: string, image: string): string {
  const word = escapeRegExp(image);
  const version = escapeRegExp(versionLabel(versionOf(image).tag));
  return text
    .replace(new RegExp(`(?<![\\w./-])${word}(?![\\w.:@-])`, "g"), "\0")
    .replace(new RegExp(`(app\\.kubernetes\\.io/version:) (?:${version}|'${version}')\n`, "g"), "$1\0\n");
}

function versionOf(image: string): Version {
  const [tagged = "", digest] = image.split("@");
  const colon = tagged.lastIndexOf(":");
  return { repository: tagged.slice(0, colon), tag: tagged.slice(colon + 1), digest };
}
