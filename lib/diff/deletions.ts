import { hashOf } from "../base/hash.ts";
import { withoutHash } from "../compile/short-hash.ts";
import { applicationPath, ARGOCD_DIRECTORY, lockPath } from "../compile/generated-paths.ts";
import type { TreeObject } from "./object.ts";

/** Files that go together, because of one cause. */
export interface Deletion {
  /** `objects`: single ones of services and stacks that stay, more than a run may delete. */
  readonly kind: "stack" | "service" | "stateful" | "objects";
  readonly stack: string;
  /** The service, if the files belong to one. */
  readonly service: string | undefined;
  /** Each stateful object: `StatefulSet redis-cart`. */
  readonly stateful: readonly string[];
  /** The services of a stack that goes. */
  readonly services: readonly string[];
  /** The files, below the generated root. */
  readonly paths: readonly string[];
}

/** The deletions of a run that a person must allow. */
export interface DeletionPlan {
  /** 12 hex digits. Another set of files has another hash. */
  readonly hash: string;
  readonly deletions: readonly Deletion[];
}

/** Single objects that a run may delete without a person. A change of a spec may remove a policy or a route. */
const MAX_OBJECTS = 10;

/** Kinds whose objects take other objects along. */
const CONTAINERS: ReadonlySet<string> = new Set(["Namespace", "CustomResourceDefinition", "AppProject"]);

/** The files of a run that removes some. */
export interface RemovedFiles {
  readonly removed: readonly TreeObject[];
  /** The paths of new files. */
  readonly created: readonly string[];
  /** The single objects that the run may delete. @default 10 */
  readonly maximum?: number | undefined;
}

/** Plans the deletions that a person must allow: stacks, services, stateful objects, or many others. Undefined if there are none. */
export function planDeletions({ removed, created, maximum = MAX_OBJECTS }: RemovedFiles): DeletionPlan | undefined {
  const successors = new Set(created.map(withoutHashIn));
  const gone = removed.filter(({ kind, path }) => kind !== "ConfigMap" || !successors.has(withoutHashIn(path)));
  const paths = new Set(gone.map(({ path }) => path));
  const stacks = new Set(gone.flatMap(({ path, stack }) => (path === lockPath(stack) ? [stack] : [])));
  const groups = Map.groupBy(gone, (object) => JSON.stringify(placeOf(object, stacks, paths)));
  const deletions = [...groups.values()].map((objects): Deletion => {
    const [first] = objects;
    const [kind, stack, service] = first === undefined ? (["objects", ""] as const) : placeOf(first, stacks, paths);
    const services = kind === "stack" ? [...new Set(objects.flatMap((each) => each.service ?? []))].sort() : [];
    const stateful = objects.flatMap(({ stateful: is, kind: of, name }) => (is ? [`${of} ${name}`] : [])).sort();
    return { kind, stack, service, stateful, services, paths: objects.map(({ path }) => path).sort() };
  });
  const single = deletions.filter(({ kind }) => kind === "objects").reduce((sum, each) => sum + each.paths.length, 0);
  const gated = deletions.filter(({ kind }) => kind !== "objects" || single > maximum);
  if (gated.length === 0) return undefined;
  return { hash: hashOf([...paths].sort().join("\n")).slice(0, 12), deletions: gated.sort(byUrgency) };
}

type Place = readonly [kind: Deletion["kind"], stack: string, service?: string];

/** Returns the cause of a removed file: its stack goes, its service goes, it is stateful, or it goes alone. */
function placeOf(object: TreeObject, stacks: ReadonlySet<string>, removed: ReadonlySet<string>): Place {
  const { path, service, kind } = object;
  const stack = stackOf(object, stacks);
  if (stacks.has(stack)) return ["stack", stack];
  if (service !== undefined && removed.has(applicationPath(stack, service))) return ["service", stack, service];
  const takesAlong = CONTAINERS.has(kind) || (kind === "Application" && path.startsWith(`${ARGOCD_DIRECTORY}/`));
  const alone = object.stateful || takesAlong ? "stateful" : "objects";
  return service === undefined ? [alone, stack] : [alone, stack, service];
}

/** Returns the stack of a file. Argo CD's objects of a stack that goes have its name in theirs. */
function stackOf({ path, stack }: TreeObject, stacks: ReadonlySet<string>): string {
  if (stack !== ARGOCD_DIRECTORY) return stack;
  const name = path.replace(/^argocd\/(?:application|app-project)-(.*)\.yaml$/, "$1");
  const named = [...stacks].filter((each) => name === each || name.startsWith(`${each}-`));
  return named.sort((a, b) => b.length - a.length)[0] ?? stack;
}

const withoutHashIn = (path: string): string => withoutHash(path.replace(/\.yaml$/, ""));

const ORDER: Readonly<Record<Deletion["kind"], number>> = { stack: 0, service: 1, stateful: 2, objects: 3 };

const byUrgency = (a: Deletion, b: Deletion): number =>
  ORDER[a.kind] - ORDER[b.kind] || compare(a.stack, b.stack) || compare(a.service ?? "", b.service ?? "");

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
