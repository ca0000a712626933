import { readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { isClusterKind, isKubernetesKind } from "../../compile/cluster-kinds.ts";
import { checkManifest } from "../../compile/plain.ts";
import type { Manifest } from "../../spec/manifest.ts";
import type { StackModel } from "../../spec/model.ts";
import type { Problem } from "../../spec/problem.ts";
import { formatInventory, type InventoryObject, inventoryObject } from "../inventory.ts";
import { componentDirectory, componentInventory, fileOf } from "../layout.ts";
import { foreignCheck } from "../tree.ts";
import { toYaml } from "../yaml.ts";
import { filesBelow } from "../writer/read-if-there.ts";
import { PROVIDER_YAML, type ReadBack } from "./read-back.ts";

/** A component that was rendered. */
export interface RenderedComponent {
  readonly name: string;
  /** Of everything that it was made from; kept beside its objects. */
  readonly inputs: string;
  /** How many objects it registered; fewer files mean that two share a name. */
  readonly registered: number;
}

/**
 * Reads what components rendered, under the rules of all manifests: no Secret, the stack's namespace, no two objects of one name.
 * @param directory where each component has a directory of its name
 */
export function readComponents(
  directory: string,
  stack: Pick<StackModel, "name" | "file" | "namespace" | "tier" | "foreign">,
  components: readonly RenderedComponent[],
): ReadBack {
  const files = new Map<string, string>();
  const foreignProblem = foreignCheck(stack);
  const problems: Problem[] = [];
  for (const { name: component, inputs, registered } of components) {
    const report = (at: string, message: string, hint?: string): void => {
      problems.push({ file: stack.file, path: `components.${component}${at}`, message, ...(hint === undefined ? {} : { hint }) });
    };
    const found = filesBelow(join(directory, component));
    if (found.length === 0) report("", "rendered no object", "is every resource given the provider?");
    if (found.length < registered)
      report("", `rendered ${registered} objects to ${found.length} files: some share a kind, a namespace and a name`);
    const objects: InventoryObject[] = [];
    for (const file of found) {
      const object: unknown = load(readFileSync(file, "utf8"), { schema: PROVIDER_YAML });
      if (!checkManifest(object, "", (path, message, hint) => report(path === "" ? "" : `.${path.replace(/^\./, "")}`, message, hint)))
        continue;
      const text = toYaml(object);
      const problem = nameProblem(object) ?? placeProblem(object, stack.namespace) ?? foreignProblem(object, text);
      if (problem !== undefined) report("", problem);
      const path = `${componentDirectory(stack.name, component)}${fileOf(object)}`;
      if (files.has(path)) report("", `${object.kind} "${object.metadata.name}" is rendered twice`);
      files.set(path, text);
      objects.push(inventoryObject(object, text));
    }
    files.set(componentInventory(stack.name, component), formatInventory({ inputs, objects }));
  }
  return { files, problems };
}

/** Pulumi's mark on an object that was given no name; its own one is another with every run. */
const AUTONAMED = "pulumi.com/autonamed";

const nameProblem = ({ kind, metadata: { name, annotations = {} } }: Manifest): string | undefined =>
  annotations[AUTONAMED] === undefined ? undefined : `${kind} "${name}" was named at random; give it a metadata.name`;

function placeProblem(manifest: Manifest, own: string): string | undefined {
  const { kind } = manifest;
  const { name, namespace } = manifest.metadata;
  if (namespace === undefined) {
    // An operator's kind may be of the whole cluster; if it is not, Argo CD gives the object the Application's namespace, which is the stack's.
    return isClusterKind(kind) || !isKubernetesKind(manifest) ? undefined : `${kind} "${name}" has no namespace; give it "${own}"`;
  }
  return namespace === own ? undefined : `${kind} "${name}" is of the namespace "${namespace}"; the stack's is "${own}"`;
}
