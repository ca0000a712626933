import { messageOf } from "../base/errors.ts";
import type { Patch } from "../model/fields/patch.ts";
import type { Report } from "../base/problem.ts";
import type { FromLayer } from "../model/effective.ts";
import type { Manifest } from "../model/manifest.ts";
import { checkManifest } from "./check-manifest.ts";
import { normalizeQuantities } from "./normalize-quantities.ts";
import { type CompileProblem, reportValue } from "./problems/compile-problem.ts";
import type { ServiceContext } from "./service-context.ts";

type AnyPatch = (manifest: unknown) => unknown;

/**
 * Applies the service's patches, lowest layer first, each to a copy of the object.
 * If a patch fails, the object keeps its last valid state. Higher layers are skipped: they may build on the failed patch.
 */
export function applyPatches(
  { stack, service }: Pick<ServiceContext, "stack" | "service">,
  objects: readonly Manifest[],
  problems: CompileProblem[],
): readonly Manifest[] {
  return objects.map((object) => {
    let current = object;
    for (const { layer, patch } of patchesFor(service.patches, object.kind)) {
      const patched = applyPatch(current, patch, reportValue(problems, { stack: stack.name, service, layer, value: patch }));
      if (patched === undefined) break;
      current = patched;
    }
    return current;
  });
}

function applyPatch(object: Manifest, patch: AnyPatch, report: Report): Manifest | undefined {
  const at = `patch.${object.kind}`;
  // Several places of an object may share a part. A JSON copy separates them, so that a patch changes one place only.
  const draft: unknown = JSON.parse(JSON.stringify(object));
  let result: unknown;
  try {
    result = patch(draft) ?? draft;
  } catch (error) {
    report(at, `failed: ${messageOf(error)}`);
    return undefined;
  }
  if (!checkManifest(result, at, report)) return undefined;
  if (identityOf(result) === identityOf(object)) return normalizeQuantities(result, at, report);
  report(at, `must keep apiVersion, kind, name and namespace of ${object.kind} "${object.metadata.name}"`);
  return undefined;
}

const identityOf = ({ apiVersion, kind, metadata: { namespace, name } }: Manifest): string =>
  JSON.stringify([apiVersion, kind, namespace, name]);

const patchesFor = (patches: readonly FromLayer<Patch>[], kind: string) =>
  patches.flatMap(({ layer, value }) => {
    const found: unknown = Object.hasOwn(value, kind) ? Reflect.get(value, kind) : undefined;
    return isFunction(found) ? [{ layer, patch: found }] : [];
  });

const isFunction = (value: unknown): value is AnyPatch => typeof value === "function";
