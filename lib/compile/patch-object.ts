import { messageOf } from "../base/errors.ts";
import type { Report } from "../base/problem.ts";
import { jsonCopy, valueAt } from "../base/values.ts";
import type { Manifest } from "../model/manifest.ts";
import { ENFORCED_LEVEL } from "../model/pod-security.ts";
import { neededReason } from "../model/platform-kinds.ts";
import { lostProtections } from "./argocd/confirm-removal.ts";
import { checkManifest } from "./check-manifest.ts";
import type { IsAllowed } from "./check-secrets.ts";
import { checkHatchObject, type HatchPlace } from "./hatch/check-hatch-object.ts";
import { levelHint } from "./hatch/namespace-level.ts";
import { normalizeQuantities } from "./normalize-quantities.ts";

/** A patch of a person, and the reporter of the place that sets it. */
export interface PatchStep {
  readonly patch: (manifest: unknown) => unknown;
  readonly report: Report;
  /** True for strings that are no secrets, although they look like one. */
  readonly isAllowed: IsAllowed;
}

/** Returns the function that a patch has for a kind, if any. */
export function changeOf(patch: object, kind: string): PatchStep["patch"] | undefined {
  const found: unknown = Object.hasOwn(patch, kind) ? Reflect.get(patch, kind) : undefined;
  return isFunction(found) ? found : undefined;
}

const isFunction = (value: unknown): value is PatchStep["patch"] => typeof value === "function";

/**
 * Applies patches, lowest layer first, each to a copy of the object. Returns undefined if one of them drops the object.
 * If a patch fails, the object keeps its last valid state. Higher layers are skipped: they may build on the failed patch.
 */
export function patchObject(object: Manifest, steps: readonly PatchStep[], place: HatchPlace): Manifest | undefined {
  let current = object;
  for (const step of steps) {
    const patched = applyPatch(current, step, place);
    if (patched === "dropped") return undefined;
    if (patched === "failed") break;
    current = patched;
  }
  return current;
}

function applyPatch(object: Manifest, { patch, report, isAllowed }: PatchStep, place: HatchPlace): Manifest | "dropped" | "failed" {
  const at = `patch.${object.kind}`;
  // Several places of an object may share a part. A copy separates them, so that a patch changes one place only.
  const draft: unknown = jsonCopy(object);
  let result: unknown;
  try {
    result = patch(draft);
  } catch (error) {
    report(at, `failed: ${messageOf(error)}`);
    return "failed";
  }
  if (result === null) return drop(object, at, report);
  const changed = result === undefined ? draft : result;
  // The strings of the object itself were checked in the spec.
  const isKnown = (text: string): boolean => isAllowed(text) || JSON.stringify(object).includes(JSON.stringify(text));
  if (!checkManifest(changed, at, report, isKnown)) return "failed";
  if (identityOf(changed) !== identityOf(object)) {
    report(at, `must keep apiVersion, kind, name and namespace of ${object.kind} "${object.metadata.name}"`);
    return "failed";
  }
  const isValid =
    keepsTarget(object, changed, at, report) &&
    keepsLevel(object, changed, at, report) &&
    keepsProtection(object, changed, at, report) &&
    checkHatchObject(changed, at, place, report);
  if (result !== undefined && result !== draft && isSame(result, object) && !isSame(draft, object)) {
    report(at, "changes its argument, but returns another object without the change", "return nothing, or the changed object");
    return "failed";
  }
  // A copy, because the patch may keep what it returned and change it for the next object.
  return isValid ? (normalizeQuantities(jsonCopy(changed), at, report) ?? "failed") : "failed";
}

function drop({ kind, metadata: { name } }: Manifest, at: string, report: Report): "dropped" | "failed" {
  const reason = neededReason(kind);
  if (reason === undefined) return "dropped";
  report(at, `cannot drop ${kind} "${name}": ${reason}`);
  return "failed";
}

const identityOf = ({ apiVersion, kind, metadata: { namespace, name } }: Manifest): string =>
  JSON.stringify([apiVersion, kind, namespace, name]);

/** The fields of an Application that say what runs where. Another value could deploy a stack into another one. */
const TARGET = [["project"], ["destination"], ["source", "repoURL"], ["source", "path"], ["source", "targetRevision"]];

/** True if an Application still deploys the same directory to the same place. */
function keepsTarget(object: Manifest, changed: Manifest, at: string, report: Report): boolean {
  if (object.kind !== "Application") return true;
  const moved = TARGET.filter((keys) => !isSame(valueAt(object["spec"], keys), valueAt(changed["spec"], keys)));
  for (const keys of moved) {
    report(`${at}.spec.${keys.join(".")}`, `must stay ${JSON.stringify(valueAt(object["spec"], keys))}`);
  }
  return moved.length === 0;
}

/** True if a namespace still has a Pod Security level. Without one, it accepts every pod. */
function keepsLevel({ kind, metadata: { labels } }: Manifest, changed: Manifest, at: string, report: Report): boolean {
  const level = labels?.[ENFORCED_LEVEL];
  if (kind !== "Namespace" || level === undefined || changed.metadata.labels?.[ENFORCED_LEVEL] !== undefined) return true;
  report(`${at}.metadata.labels.${ENFORCED_LEVEL}`, `must stay "${level}"`, levelHint("privileged"));
  return false;
}

/** True if Argo CD still keeps a stateful object that leaves the tree. */
function keepsProtection(object: Manifest, changed: Manifest, at: string, report: Report): boolean {
  const lost = lostProtections(object.metadata.annotations, changed.metadata.annotations);
  for (const { annotation, option } of lost) {
    report(
      `${at}.metadata.annotations.${annotation}`,
      `must keep ${option}: the data of ${object.kind} "${object.metadata.name}" would go without a question`,
      `keep ${option} in the list`,
    );
  }
  return lost.length === 0;
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
