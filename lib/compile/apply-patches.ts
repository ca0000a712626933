import type { Manifest } from "../model/manifest.ts";
import type { StackModel } from "../model/model.ts";
import { allowedBy } from "../model/rules/allowed-texts.ts";
import { changeOf, patchObject, type PatchStep } from "./patch-object.ts";
import { type CompileProblem, reportStackFile, reportValue } from "./problems/compile-problem.ts";
import type { ServiceContext } from "./service-context.ts";

/** Applies the service's patches, lowest layer first, and leaves out the objects that a patch drops. */
export function applyPatches(
  { stack, service }: Pick<ServiceContext, "stack" | "service">,
  objects: readonly Manifest[],
  problems: CompileProblem[],
): readonly Manifest[] {
  return objects.flatMap((object) => {
    const steps = service.patches.flatMap(({ layer, value }): readonly PatchStep[] => {
      const patch = changeOf(value, object.kind);
      if (patch === undefined) return [];
      return [{ patch, report: reportValue(problems, { stack: stack.name, service, layer, value: patch }), isAllowed: allowedBy(service) }];
    });
    return patchObject(object, steps, { stack, owner: { kind: "service", name: service.name }, isAdded: false }) ?? [];
  });
}

/** Applies the patches of a stack to objects of its platform and to Applications. Leaves out the objects that a patch drops. */
export function applyPlatformPatches(stack: StackModel, objects: readonly Manifest[], problems: CompileProblem[]): readonly Manifest[] {
  const { patch: patches } = stack;
  if (patches === undefined) return objects;
  const report = reportStackFile(problems, stack.file);
  return objects.flatMap((object) => {
    const patch = changeOf(patches, object.kind);
    if (patch === undefined) return [object];
    const place = { stack, owner: { kind: "platform" }, isAdded: false } as const;
    return patchObject(object, [{ patch, report, isAllowed: () => false }], place) ?? [];
  });
}
