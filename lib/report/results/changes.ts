import { escapeControls } from "../../base/escape-controls.ts";
import { count } from "../../base/text.ts";
import type { Action } from "../../diff/change.ts";
import type { TreeDiff } from "../../diff/diff.ts";
import type { ChangeGroup } from "../../diff/group.ts";
import { groupRisks, type RiskGroup } from "../../diff/risks/group-risks.ts";
import type { DiffResult } from "../../app/results.ts";
import { withoutHash } from "../../compile/short-hash.ts";
import { isRehashed } from "../../diff/fold-hashes.ts";
import { objectNamesText, servicesText, stacksText } from "./names.ts";

/** The changes of a comparison, as reports list them. */
export interface ChangeView extends Pick<TreeDiff, "locks" | "releases"> {
  readonly risks: readonly RiskGroup[];
  readonly groups: readonly ChangeGroup[];
}

/** Groups the risks of a comparison for a report. */
export const viewOf = ({ diff: { risks, releases, locks }, groups }: Pick<DiffResult, "diff" | "groups">): ChangeView => ({
  risks: groupRisks(risks),
  releases,
  groups,
  locks,
});

/** Formats a group: `Deployment cart on latest`, `ConfigMap cart-1 (was cart-2) on latest`, `cart on 5 stacks (40 objects)`. */
export const groupText = (group: ChangeGroup): string => escapeControls(describeGroup(group));

function describeGroup({ kind, members }: ChangeGroup): string {
  const [first] = members;
  if (first === undefined) return "";
  const place = `on ${stacksText(distinct(members.map(({ object }) => object.stack)))}`;
  const objects = `(${count(members.length, "object")})`;
  if (kind === undefined)
    return `${servicesText(distinct(members.map(({ object }) => object.service ?? object.name)))} ${place} ${objects}`;
  const plain = distinct(members.map(({ object }) => object.name));
  // Equal changes of ConfigMaps on several stacks have other hashes in their names.
  const isHashed = plain.length > 1 && members.every(isRehashed);
  const names = isHashed ? distinct(plain.map((name) => `${withoutHash(name)}-*`)) : plain;
  if (names.length > 1) return `${kind} ${objectNamesText(names)} ${place} ${objects}`;
  const { from, object } = first;
  const renamed = members.length === 1 && from !== undefined && from.name !== object.name ? ` (was ${from.name})` : "";
  return `${kind} ${names[0] ?? object.name}${renamed} ${place}`;
}

/** Lists the objects of a created or removed group by kind and name, one string for each service: `cart: Deployment cart, Service cart`. */
export function memberTexts({ action, kind, members }: ChangeGroup): readonly string[] {
  if (action !== "created" && action !== "removed") return [];
  if (kind !== undefined && distinct(members.map(({ object }) => object.name)).length === 1) return [];
  const byService = new Map<string, string[]>();
  for (const { object } of members) {
    const subject = object.service ?? object.stack;
    byService.set(subject, [...(byService.get(subject) ?? []), `${object.kind} ${object.name}`]);
  }
  return [...byService].map(([subject, objects]) => escapeControls(`${subject}: ${[...distinct(objects)].sort().join(", ")}`));
}

/** Names the objects that only follow the changes of a group: `Deployment cart`. Empty if there are none. */
export const followersText = ({ members }: ChangeGroup): string =>
  escapeControls(
    distinct(members.flatMap(({ followers = [] }) => followers.map(({ object }) => `${object.kind} ${object.name}`))).join(", "),
  );

const distinct = (names: readonly string[]): readonly string[] => [...new Set(names)];

/** Actions in the order of a summary. */
const ACTIONS: readonly Action[] = ["removed", "moved", "changed", "created"];

/** Sums up a diff: `2 risks, 1 release, 2 objects removed (1 stateful), 3 objects changed`. */
export function changesSummary({ groups, risks, releases }: ChangeView): string {
  const sum = (matches: (group: ChangeGroup) => boolean): number =>
    groups
      .filter(matches)
      .reduce((total, { members }) => total + members.reduce((size, { followers = [] }) => size + 1 + followers.length, 0), 0);
  const actions = ACTIONS.flatMap((action) => {
    const objects = sum((group) => group.action === action);
    const stateful = action === "removed" ? sum((group) => group.action === action && group.stateful) : 0;
    return objects === 0 ? [] : [`${count(objects, "object")} ${action}${stateful === 0 ? "" : ` (${stateful} stateful)`}`];
  });
  const parts = [...(releases.length > 0 ? [count(releases.length, "release")] : []), ...actions];
  return [...(risks.length > 0 ? [count(risks.length, "risk")] : []), ...(parts.length === 0 ? ["locks only"] : parts)].join(", ");
}

/** Splits groups into those that delete objects, which reports show first, and the others. */
export function splitRemoved(groups: readonly ChangeGroup[]): {
  readonly removed: readonly ChangeGroup[];
  readonly rest: readonly ChangeGroup[];
} {
  const isRemoved = ({ action }: ChangeGroup): boolean => action === "removed";
  return { removed: groups.filter(isRemoved), rest: groups.filter((group) => !isRemoved(group)) };
}

/** True if two trees have no difference. */
export const isSame = ({ releases, groups, locks }: ChangeView): boolean => releases.length + groups.length + locks.length === 0;
