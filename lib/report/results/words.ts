import { escapeControls } from "../../base/escape-controls.ts";
import { count } from "../../base/text.ts";
import type { FieldChange } from "../../diff/fields.ts";
import type { ChangeGroup } from "../../diff/group.ts";
import type { LockChange } from "../../diff/locks.ts";
import type { ReleaseChange, Version } from "../../diff/releases.ts";
import type { LockEntry } from "../../resolve/lock.ts";

/** A value on one line, cut where it is too long for one. */
export function inline(value: unknown, most = 100): string {
  if (value === undefined) return "(none)";
  const line = escapeControls(typeof value === "string" ? value : JSON.stringify(value));
  return line.length > most ? `${line.slice(0, most - 3)}...` : line;
}

/** Rows with their cells under each other; colours take no room. */
export function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => widthOf(row[at] ?? ""))));
  return rows.map((row) =>
    row
      .map((cell, at) => `${cell}${" ".repeat((widths[at] ?? 0) - widthOf(cell))}`)
      .join("  ")
      .trimEnd(),
  );
}

// eslint-disable-next-line no-control-regex -- a colour starts with the control character ESC
const widthOf = (cell: string): number => cell.replace(/\u001b\[\d+m/g, "").length;

/** `latest`, `latest and staging`, `48 stacks`. */
export function stacksText(stacks: readonly string[]): string {
  if (stacks.length > 4) return `${stacks.length} stacks`;
  return stacks.length < 2 ? (stacks[0] ?? "") : `${stacks.slice(0, -1).join(", ")} and ${stacks.at(-1)}`;
}

/** `cartservice v0.10.5 -> v0.10.6 on staging`; with the same tag, what else tells the two apart. */
export function releaseText({ service, before, after, stacks }: ReleaseChange): string {
  const name = ({ repository, tag, digest }: Version): string => {
    if (before.tag !== after.tag) return tag;
    if (before.digest === after.digest) return `${repository}:${tag}`;
    return digest === undefined ? tag : `${tag}@${shortDigest(digest)}`;
  };
  return escapeControls(`${service} ${name(before)} -> ${name(after)} on ${stacksText(stacks)}`);
}

/** The digest as people compare it: the first 12 digits. */
const shortDigest = (digest: string): string => digest.replace("sha256:", "").slice(0, 12);

const entryText = (entry: LockEntry | undefined): string => {
  if (entry === undefined) return "(not locked)";
  const repository = entry.image === undefined ? "" : `${entry.image}:`;
  return `${repository}${entry.tag}${entry.digest === undefined ? "" : `@${shortDigest(entry.digest)}`}${entry.release === undefined ? "" : ` (release ${entry.release})`}`;
};

/** `staging: cartservice v1 -> (not locked)` */
export const lockText = ({ stack, service, before, after }: LockChange): string =>
  escapeControls(`${stack}: ${service} ${entryText(before)} -> ${entryText(after)}`);

/** `spec.minReplicas: 2 -> 4`; two values that would look the same are shown as JSON has them, around their first difference. */
export function fieldText({ path, before, after }: FieldChange): string {
  const [left, right] = [inline(before), inline(after)];
  const shown = left === right ? aroundDifference(exact(before), exact(after)) : [left, right];
  return `${escapeControls(path)}: ${shown.join(" -> ")}`;
}

const exact = (value: unknown): string => (value === undefined ? "(none)" : escapeControls(JSON.stringify(value)));

/** Characters of a long text before the first difference, and from there on. */
const [BEFORE, AFTER] = [30, 60];

/** Two texts; of long ones, the part where they begin to differ. */
function aroundDifference(left: string, right: string): readonly string[] {
  let at = 0;
  while (at < left.length && left[at] === right[at]) at += 1;
  return [left, right].map((text) => {
    if (text.length <= BEFORE + AFTER) return text;
    const [start, end] = [Math.max(0, at - BEFORE), at + AFTER];
    return `${start > 0 ? "..." : ""}${text.slice(start, end).toWellFormed()}${end < text.length ? "..." : ""}`;
  });
}

/** `Deployment cartservice on latest`, `ConfigMap frontend-1 (was frontend-2) on latest`, `hello on 5 stacks (40 objects)`. */
export const groupText = (group: ChangeGroup): string => escapeControls(describeGroup(group));

function describeGroup({ kind, members }: ChangeGroup): string {
  const [first] = members;
  if (first === undefined) return "";
  const names = [...new Set(members.map(({ object }) => object.name))];
  const stacks = [...new Set(members.map(({ object }) => object.stack))];
  if (kind === undefined) {
    const services = [...new Set(members.map(({ object }) => object.service ?? object.name))];
    const what = services.length > 4 ? `${services.length} services (${services.slice(0, 3).join(", ")}, ...)` : services.join(", ");
    return `${what} on ${stacksText(stacks)} (${count(members.length, "object")})`;
  }
  const renamed =
    first.from !== undefined && first.from.name !== first.object.name && members.length === 1 ? ` (was ${first.from.name})` : "";
  if (names.length === 1) return `${kind} ${names[0]}${renamed} on ${stacksText(stacks)}`;
  return `${kind} ${names.length > 4 ? `of ${names.length} names` : names.join(", ")} on ${stacksText(stacks)} (${count(members.length, "object")})`;
}
