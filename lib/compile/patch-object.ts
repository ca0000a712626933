import { messageOf } from "../base/errors.ts";
import type { Report } from "../base/problem.ts";
import { jsonCopy } from "../base/values.ts";
import type { Manifest } from "../model/manifest.ts";
import { neededReason } from "../model/platform-kinds.ts";
import { checkManifest } from "./check-manifest.ts";
import type { IsAllowed } from "./check-secrets.ts";
import { checkHatchObject, type HatchPlace } from "./hatch/check-hatch-object.ts";
import { checkKept } from "./keep/registry.ts";
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
    checkKept(object, changed, (path, message, hint) => report(`${at}.${path}`, message, hint)) &&
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

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
