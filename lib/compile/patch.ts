import type { EffectiveService } from "../spec/effective.ts";
import type { Manifest, Patch } from "../spec/manifest.ts";
import type { Report } from "../spec/problem.ts";
import { checkManifest } from "./plain.ts";

type AnyPatch = (manifest: unknown) => unknown;

/** Applies the service's patches, lowest layer first, each to a copy; a patch that breaks an object's identity is reported. */
export function applyPatches(service: EffectiveService, objects: readonly Manifest[], report: Report): readonly Manifest[] {
  return objects.map((object) => {
    const patches = service.patches.flatMap((patch) => patchFor(patch, object.kind) ?? []);
    if (patches.length === 0) return object;
    let draft: unknown = structuredClone(object);
    try {
      for (const patch of patches) draft = patch(draft) ?? draft;
    } catch (error) {
      report(`patch.${object.kind}`, `failed: ${error instanceof Error ? error.message : String(error)}`);
      return object;
    }
    const at = `patch.${object.kind}`;
    if (!checkManifest(draft, at, report)) return object;
    const same =
      draft.kind === object.kind && draft.apiVersion === object.apiVersion && draft.metadata.namespace === object.metadata.namespace;
    if (!same || draft.metadata.name !== object.metadata.name) {
      report(at, `changed what ${object.kind} "${object.metadata.name}" is; apiVersion, kind, name and namespace must stay`);
      return object;
    }
    return draft;
  });
}

function patchFor(patch: Patch, kind: string): AnyPatch | undefined {
  const found: unknown = Object.hasOwn(patch, kind) ? Reflect.get(patch, kind) : undefined;
  return typeof found === "function" ? (manifest) => Reflect.apply(found, undefined, [manifest]) : undefined;
}
