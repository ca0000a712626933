import type { Action, ObjectChange } from "./change.ts";

/** Equal changes of several objects. */
export interface ChangeGroup {
  readonly action: Action;
  /** Undefined if the members have several kinds, because whole services are created or removed. */
  readonly kind: string | undefined;
  readonly stateful: boolean;
  /** One member or more; the first represents all. */
  readonly members: readonly ObjectChange[];
}

/** Groups equal changes, in the order of the first change of each group. */
export function groupChanges(changes: readonly ObjectChange[]): readonly ChangeGroup[] {
  const stacksOf = stacksOfServices(changes);
  const groups = new Map<string, ObjectChange[]>();
  for (const change of changes) {
    const key = keyOf(change, stacksOf);
    const members = groups.get(key);
    if (members === undefined) groups.set(key, [change]);
    else members.push(change);
  }
  return [...groups.values()].map((members) => {
    const kinds = new Set(members.map(({ object }) => object.kind));
    const [first] = members;
    return {
      action: first?.action ?? "changed",
      kind: kinds.size === 1 ? first?.object.kind : undefined,
      stateful: first?.object.stateful ?? false,
      members,
    };
  });
}

/** True if a change creates or removes an object of a service that holds no data. */
const isOfWholeService = ({ action, object }: ObjectChange): boolean =>
  object.service !== undefined && !object.stateful && (action === "created" || action === "removed");

/** Maps an action and a service to the stacks in which its objects are created or removed. */
function stacksOfServices(changes: readonly ObjectChange[]): ReadonlyMap<string, string> {
  const stacks = new Map<string, Set<string>>();
  for (const change of changes.filter(isOfWholeService)) {
    const key = `${change.action} ${change.object.service}`;
    stacks.set(key, (stacks.get(key) ?? new Set()).add(change.object.stack));
  }
  return new Map([...stacks].map(([key, names]) => [key, [...names].sort().join(" ")]));
}

/**
 * Returns the key of a change's group. Services that are created or removed on the same stacks are one group. Other changes need equal
 * actions, kinds and fields. A stateful object is a group alone.
 */
function keyOf(change: ObjectChange, stacksOf: ReadonlyMap<string, string>): string {
  const { action, object, fields } = change;
  if (isOfWholeService(change)) return JSON.stringify([action, stacksOf.get(`${action} ${object.service}`)]);
  const same =
    fields.length > 0 ? fields.map(({ path, before, after }) => [path, before, after]) : [object.name, object.stateful ? object.stack : ""];
  return JSON.stringify([action, object.kind, object.stateful, same]);
}
