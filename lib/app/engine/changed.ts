import { compileStack } from "../../compile/compile-stack.ts";
import type { ComponentsInput, NamedObject, RenderInput } from "../../pulumi/programs/render/render-input.ts";
import { lockPath, pathOf, serviceOfPath } from "../../render/layout.ts";
import type { Lock } from "../../resolve/lock.ts";
import { withoutProjectPart } from "../../model/object-names.ts";
import type { Model } from "../../model/model.ts";

/** Returns the stack of a generated path; undefined if there is none. @param stacks all stacks: one name may begin with another */
export function stackOfPath(path: string, stacks: ReadonlySet<string>): string | undefined {
  const [first = "", file = ""] = path.split("/");
  if (first !== "argocd") return stacks.has(first) ? first : undefined;
  const [, kind, name = ""] = /^(application|app-project)-(.*)\.yaml$/.exec(file) ?? [];
  // In argocd/, a stack has one Application, and one AppProject for each of its parts.
  const names = kind === "app-project" ? [name, withoutProjectPart(name)] : [name];
  return names.find((stack) => stacks.has(stack));
}

/** Returns the unit that is rendered as a whole: a service with its Application, or the platform of the stack. */
const unitOf = (path: string): string => serviceOfPath(path) ?? "platform";

/** Selects the objects that the engine must render: whole services with a changed path, and outdated components. */
export function changedObjects(
  model: Model,
  locks: ReadonlyMap<string, Lock>,
  paths: readonly string[],
  components: ReadonlyMap<string, ComponentsInput>,
): readonly RenderInput[] {
  const names = new Set(model.stacks.map(({ name }) => name));
  const units = new Map<string, Set<string>>();
  for (const path of paths) {
    const stack = stackOfPath(path, names);
    if (stack === undefined || path === lockPath(stack)) continue;
    const changed = units.get(stack) ?? new Set<string>();
    units.set(stack, changed.add(unitOf(path)));
  }
  return model.stacks.flatMap((stack): readonly RenderInput[] => {
    const changed = units.get(stack.name) ?? new Set();
    const job = components.get(stack.name);
    if (changed.size === 0 && job === undefined) return [];
    const { manifests } = compileStack(model, stack, locks.get(stack.name) ?? new Map());
    const objects = manifests.map((placed): NamedObject => ({ name: pathOf(placed), manifest: placed.manifest }));
    return [{ stack: stack.name, objects: objects.filter(({ name }) => changed.has(unitOf(name))), components: job }];
  });
}
