import { join } from "node:path";
import type { Problem, Report } from "../../../base/problem.ts";
import { isRecord } from "../../../base/values.ts";
import type { Manifest } from "../../../model/manifest.ts";
import type { StackModel } from "../../../model/model.ts";
import { componentObjectCheck } from "../../../render/check-component-object.ts";
import { formatInventory, inventoryFiles, inventoryObject } from "../../../render/inventory.ts";
import { componentDirectory, componentInventory } from "../../../render/layout.ts";
import { toYaml } from "../../../render/yaml.ts";
import { listFiles } from "../../../system/list-files.ts";
import { checkRegistrations, type ComponentReport } from "./check-registrations.ts";
import { labelOf } from "./object-label.ts";
import { readProviderFile } from "./provider-yaml.ts";
import type { RegisteredObject } from "./record-registrations.ts";
import type { RenderedFiles } from "./rendered-files.ts";

/** A component that the engine rendered. */
export interface RenderedComponent {
  readonly name: string;
  /** Hash of the component's sources. The inventory keeps it beside the objects. */
  readonly inputs: string;
  readonly registrations: readonly RegisteredObject[];
}

/**
 * Reads the files of components, and applies the rules of all manifests: no Secret, the stack's namespace, unique names.
 * @param directory has one directory for each component
 */
export function readComponents(directory: string, stack: StackModel, components: readonly RenderedComponent[]): RenderedFiles {
  const files = new Map<string, string>();
  const problems: Problem[] = [];
  for (const { name: component, inputs, registrations } of components) {
    const report: ComponentReport = (message, hint) =>
      void problems.push({ file: stack.file, path: `components.${component}`, message, ...(hint === undefined ? {} : { hint }) });
    const isManifest = componentObjectCheck(stack, component);
    const rendered = listFiles(join(directory, component)).map((file) => withoutNulls(readProviderFile(file)));
    if (rendered.length === 0) report("rendered no object", "pass { provider } to every resource");
    checkRegistrations(registrations, rendered, report);
    const reportObject =
      (object: unknown): Report =>
      (path, message, hint) =>
        report(path === "" ? withLabel(object, message) : `${labelOf(object)}: ${path.slice(1)}: ${message}`, hint);
    const objects = rendered.filter((object): object is Manifest => isManifest(object, reportObject(object)));
    const texts = objects.map(toYaml);
    const inventory = objects.map((object, index) => inventoryObject(object, texts[index] ?? ""));
    for (const [index, file] of inventoryFiles(inventory).entries()) {
      const path = componentDirectory(stack.name, component) + file;
      if (files.has(path)) report(`${labelOf(objects[index])} is rendered twice`);
      files.set(path, texts[index] ?? "");
    }
    files.set(componentInventory(stack.name, component), formatInventory({ inputs, objects: inventory }));
  }
  return { files, problems };
}

/** Adds the object's label to a message about the object as a whole, unless the message names it already. */
const withLabel = (object: unknown, message: string): string => (message.startsWith("is ") ? `${labelOf(object)} ${message}` : message);

/** Removes fields that are null: Kubernetes ignores them, and charts have many. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([key, item]) => (item === null ? [] : [[key, withoutNulls(item)]])));
}
