import { escapeControls } from "../../base/escape-controls.ts";
import type { LockChange } from "../../diff/locks.ts";
import type { ReleaseChange, Version } from "../../diff/releases.ts";
import type { Hold, LockEntry } from "../../resolve/lock.ts";
import { serviceHoldText } from "../../resolve/service-hold.ts";
import { stacksText } from "./names.ts";

/** Shortens a digest to the 12 digits that people compare. */
export const shortDigest = (digest: string): string => digest.replace("sha256:", "").slice(0, 12);

/**
 * Formats a change of version: `cartservice v0.10.5 -> v0.10.6 on staging`.
 * If the tags are equal, it shows the digests. If the repositories differ, it shows them.
 */
export function releaseText({ service, before, after, stacks }: ReleaseChange): string {
  const name = ({ repository, tag, digest }: Version): string => {
    const where = before.repository === after.repository ? "" : `${repository}:`;
    const isToldByTag = before.tag !== after.tag || before.digest === after.digest || digest === undefined;
    return `${where}${tag}${isToldByTag ? "" : `@${shortDigest(digest)}`}`;
  };
  return escapeControls(`${service} ${name(before)} -> ${name(after)} on ${stacksText(stacks)}`);
}

/** Describes a hold: `held from v2 by Ada`, or `held by Ada since 2026-01-31: the sale`. */
export const holdText = (hold: Hold): string => serviceHoldText(hold) ?? `held from ${hold.tag} by ${hold.by}`;

/** Formats a change of a lock's entry: `staging: cartservice v1 -> (not locked)`. */
export function lockText({ stack, service, before, after }: LockChange): string {
  const [left, right] = [entryText(before), entryText(after)];
  const changed = (what: string, field: "addresses" | "config"): string =>
    `${what} ${before?.[field] ?? "(none)"} -> ${after?.[field] ?? "(none)"}`;
  const sameVersion = before?.addresses === after?.addresses ? changed("configuration", "config") : changed("addresses", "addresses");
  return escapeControls(`${stack}: ${service} ${left === right ? sameVersion : `${left} -> ${right}`}`);
}

function entryText(entry: LockEntry | undefined): string {
  if (entry === undefined) return "(not locked)";
  const repository = entry.image === undefined ? "" : `${entry.image}:`;
  const digest = entry.digest === undefined ? "" : `@${shortDigest(entry.digest)}`;
  const release = entry.release === undefined ? "" : ` (release ${entry.release})`;
  const hold = entry.hold === undefined ? "" : ` (${holdText(entry.hold)})`;
  return `${repository}${entry.tag}${digest}${release}${hold}`;
}
