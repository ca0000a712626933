import { messageOf } from "../base/errors.ts";
import type { EffectiveService } from "../model/effective.ts";
import type { Manifest } from "../model/manifest.ts";
import type { Patch } from "../model/patch.ts";
import { reporterAt } from "../model/check/reporters.ts";
import type { Problem, Report } from "../base/problem.ts";
import { checkManifest } from "./plain.ts";
import { withNormalQuantities } from "./quantities.ts";

type AnyPatch = (manifest: unknown) => unknown;

/** Applies the service's patches, lowest layer first, each to a copy; one that breaks an object is reported and left out. */
export function applyPatches(service: EffectiveService, objects: readonly Manifest[], problems: Problem[]): readonly Manifest[] {
  return objects.map((object) => {
    let patched = object;
    for (const { layer, value } of service.patches) {
      const patch = patchFor(value, object.kind);
      if (patch !== undefined) patched = applyPatch(patched, patch, reporterAt(layer, problems)) ?? patched;
    }
    return patched;
  });
}

function applyPatch(object: Manifest, patch: AnyPatch, report: Report): Manifest | undefined {
  const at = `patch.${object.kind}`;
  // Through text, because parts that several places share must not change together.
  const draft: unknown = JSON.parse(JSON.stringify(object));
  let result: unknown;
  try {
    result = patch(draft) ?? draft;
  } catch (error) {
    report(at, `failed: ${messageOf(error)}`);
    return undefined;
  }
  if (!checkManifest(result, at, report)) return undefined;
  const identity = ({ apiVersion, kind, metadata }: Manifest): string =>
    JSON.stringify([apiVersion, kind, metadata.namespace, metadata.name]);
  if (identity(result) === identity(object)) return withNormalQuantities(result, at, report);
  report(at, `changed what ${object.kind} "${object.metadata.name}" is; apiVersion, kind, name and namespace must stay`);
  return undefined;
}

function patchFor(patch: Patch, kind: string): AnyPatch | undefined {
  const found: unknown = Object.hasOwn(patch, kind) ? Reflect.get(patch, kind) : undefined;
  return typeof found === "function" ? (manifest) => Reflect.apply(found, undefined, [manifest]) : undefined;
}
