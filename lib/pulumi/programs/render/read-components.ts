import { join } from "node:path";
import type { Problem, Report } from "../../../base/problem.ts";
import { isRecord } from "../../../base/values.ts";
import { isClusterKind } from "../../../compile/cluster-kinds.ts";
import { checkManifest } from "../../../compile/check-manifest.ts";
import { checkHatchObject } from "../../../compile/hatch/check-hatch-object.ts";
import { isKubernetesKind } from "../../../compile/kubernetes-kinds.ts";
import type { Manifest } from "../../../model/manifest.ts";
import type { StackModel } from "../../../model/model.ts";
import { formatInventory, inventoryFiles, inventoryObject } from "../../../render/inventory.ts";
import { componentDirectory, componentInventory } from "../../../render/layout.ts";
import { foreignCheck } from "../../../render/foreign-names.ts";
import { toYaml } from "../../../render/yaml.ts";
import { listFiles } from "../../../system/list-files.ts";
import { checkRegistrations, type ComponentReport } from "./check-registrations.ts";
import { labelOf } from "./object-label.ts";
import { readProviderFile } from "./provider-yaml.ts";
import type { RegisteredObject } from "./record-registrations.ts";
import type { RenderedFiles } from "./rendered-files.ts";
import { PRIVATE_KEY, secretIn } from "../../../model/secrets/secret-shape.ts";

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
  const foreignProblem = foreignCheck(stack);
  const problems: Problem[] = [];
  for (const { name: component, inputs, registrations } of components) {
    const report: ComponentReport = (message, hint) =>
      void problems.push({ file: stack.file, path: `components.${component}`, message, ...(hint === undefined ? {} : { hint }) });
    const owner = { kind: "component", name: component } as const;
    const rendered = listFiles(join(directory, component)).map((file) => withoutNulls(readProviderFile(file)));
    if (rendered.length === 0) report("rendered no object", "pass { provider } to every resource");
    checkRegistrations(registrations, rendered, report);
    const reportObject =
      (object: unknown): Report =>
      (path, message, hint) =>
        report(path === "" ? withLabel(object, message) : `${labelOf(object)}: ${path.slice(1)}: ${message}`, hint);
    const objects = rendered.filter((object): object is Manifest => checkManifest(object, "", reportObject(object), isExample));
    const texts = objects.map(toYaml);
    for (const object of objects) {
      const problem = nameProblem(object) ?? namespaceProblem(object, stack.namespace) ?? foreignProblem(object);
      if (problem !== undefined) report(problem);
      checkHatchObject(object, "", { stack, owner, isAdded: true }, reportObject(object));
    }
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

/** True if a string is no private key. Charts have examples of other secrets, such as URLs in the descriptions of CRDs. */
const isExample = (text: string): boolean => secretIn(text) !== PRIVATE_KEY;

/** Adds the object's label to a message about the object as a whole, unless the message names it already. */
const withLabel = (object: unknown, message: string): string => (message.startsWith("is ") ? `${labelOf(object)} ${message}` : message);

/** Removes fields that are null: Kubernetes ignores them, and charts have many. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([key, item]) => (item === null ? [] : [[key, withoutNulls(item)]])));
}

/** Pulumi's annotation on an object without a name. Pulumi generates another name with every run. */
const AUTONAMED = "pulumi.com/autonamed";

const nameProblem = ({ kind, metadata: { name, annotations = {} } }: Manifest): string | undefined =>
  annotations[AUTONAMED] === undefined ? undefined : `${kind} "${name}" has a generated name; set metadata.name`;

function namespaceProblem(manifest: Manifest, own: string): string | undefined {
  const { kind } = manifest;
  const { name, namespace } = manifest.metadata;
  if (namespace === undefined) {
    // An operator's kind may be cluster-wide. If it is not, Argo CD uses the Application's namespace, which is the stack's.
    return isClusterKind(kind) || !isKubernetesKind(manifest) ? undefined : `${kind} "${name}" has no namespace; give it "${own}"`;
  }
  return namespace === own ? undefined : `${kind} "${name}" is in the namespace "${namespace}"; the stack's is "${own}"`;
}
