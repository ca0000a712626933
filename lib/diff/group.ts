import type { Action, ObjectChange } from "./change.ts";

/** Changes that say the same of several objects. */
export interface ChangeGroup {
  readonly action: Action;
  /** Undefined where whole services come or go: then the members are of many kinds. */
  readonly kind: string | undefined;
  readonly stateful: boolean;
  /** At least one; the first stands for all. */
  readonly members: readonly ObjectChange[];
}

/** Groups what is alike, in the order in which the first of each comes. */
export function groupChanges(changes: readonly ObjectChange[]): readonly ChangeGroup[] {
  const places = placesOfServices(changes);
  const groups = new Map<string, ObjectChange[]>();
  for (const change of changes) {
    const key = keyOf(change, places);
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

const comesOrGoes = ({ action, object }: ObjectChange): boolean =>
  object.service !== undefined && !object.stateful && (action === "created" || action === "removed");

/** In which stacks objects of a service come or go. */
function placesOfServices(changes: readonly ObjectChange[]): ReadonlyMap<string, string> {
  const stacks = new Map<string, Set<string>>();
  for (const change of changes.filter(comesOrGoes)) {
    const key = `${change.action} ${change.object.service}`;
    stacks.set(key, (stacks.get(key) ?? new Set()).add(change.object.stack));
  }
  return new Map([...stacks].map(([key, names]) => [key, [...names].sort().join(" ")]));
}

/**
 * Services that come or go together are one group, however many kinds that is. Everything else is alike when action,
 * kind and the fields that change are; what is stateful stands by itself.
 */
function keyOf(change: ObjectChange, places: ReadonlyMap<string, string>): string {
  const { action, object, fields } = change;
  if (comesOrGoes(change)) return JSON.stringify([action, places.get(`${action} ${object.service}`)]);
  const same =
    fields.length > 0 ? fields.map(({ path, before, after }) => [path, before, after]) : [object.name, object.stateful ? object.stack : ""];
  return JSON.stringify([action, object.kind, object.stateful, same]);
}
