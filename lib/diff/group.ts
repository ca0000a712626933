import type { Action, ObjectChange } from "./diff.ts";

/** Changes that say the same of several objects. */
export interface ChangeGroup {
  readonly action: Action;
  readonly kind: string;
  readonly stateful: boolean;
  /** At least one; the first stands for all. */
  readonly members: readonly ObjectChange[];
}

/** Groups changes with the same action, kind and field changes, in the order in which the first of each comes. */
export function groupChanges(changes: readonly ObjectChange[]): readonly ChangeGroup[] {
  const groups = new Map<string, ObjectChange[]>();
  for (const change of changes) {
    const same = change.fields.map(({ path, before, after }) => [path, before, after]);
    // Removed and created objects are alike when they are the same kind of the same service.
    const what = change.fields.length > 0 ? same : [change.object.service ?? "", change.object.service === undefined ? change.object.name : ""];
    const key = JSON.stringify([change.action, change.object.kind, change.object.stateful, what]);
    const members = groups.get(key);
    if (members === undefined) groups.set(key, [change]);
    else members.push(change);
  }
  return [...groups.values()].map((members) => {
    const [first] = members;
    return {
      action: first?.action ?? "changed",
      kind: first?.object.kind ?? "",
      stateful: first?.object.stateful ?? false,
      members,
    };
  });
}
