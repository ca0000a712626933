import { join } from "node:path";
import { isClusterKind } from "../../../compile/cluster-kinds.ts";
import { isKubernetesKind } from "../../../compile/kubernetes-kinds.ts";
import { checkManifest } from "../../../compile/check-manifest.ts";
import type { Manifest } from "../../../model/manifest.ts";
import type { StackModel } from "../../../model/model.ts";
import type { Problem } from "../../../base/problem.ts";
import { isRecord } from "../../../base/values.ts";
import { formatInventory, inventoryFiles, inventoryObject } from "../../../render/inventory.ts";
import { componentDirectory, componentInventory } from "../../../render/layout.ts";
import { foreignCheck } from "../../../render/foreign-names.ts";
import { toYaml } from "../../../render/yaml.ts";
import { filesBelow } from "../../../system/read-if-exists.ts";
import type { AskedObject } from "./asked.ts";
import { componentLosses, lossText } from "./compare.ts";
import { readProviderFile } from "./provider-yaml.ts";
import type { ReadBack } from "./read-back.ts";

/** A component that was rendered. */
export interface RenderedComponent {
  readonly name: string;
  /** Of everything that it was made from; kept beside its objects. */
  readonly inputs: string;
  /** What it registered. */
  readonly asked: readonly AskedObject[];
}

type Report = (message: string, hint?: string) => void;

/**
 * Reads what components rendered, under the rules of all manifests: no Secret, the stack's namespace, no two objects of one name; and
 * nothing of what they registered may be missing.
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
  for (const { name: component, inputs, asked } of components) {
    const report: Report = (message, hint) =>
      void problems.push({ file: stack.file, path: `components.${component}`, message, ...(hint === undefined ? {} : { hint }) });
    const rendered = filesBelow(join(directory, component)).map((file) => withoutNulls(readProviderFile(file)));
    if (rendered.length === 0) report("rendered no object", "is every resource given the provider?");
    reportLosses(asked, rendered, report);
    const objects = rendered.filter((object): object is Manifest =>
      checkManifest(object, "", (path, message, hint) =>
        report(path === "" ? about(object, message) : `${labelOf(object)}: ${path.slice(1)}: ${message}`, hint),
      ),
    );
    const texts = objects.map(toYaml);
    for (const [index, object] of objects.entries()) {
      const problem = nameProblem(object) ?? placeProblem(object, stack.namespace) ?? foreignProblem(object, texts[index] ?? "");
      if (problem !== undefined) report(problem);
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

/** What was registered and did not come back, or came back with less in it. */
function reportLosses(asked: readonly AskedObject[], rendered: readonly unknown[], report: Report): void {
  const received = new Map(rendered.map((object) => [identityOf(object), object]));
  const seen = new Set<string>();
  for (const { object, secrets } of asked) {
    const [label, identity] = [labelOf(object), identityOf(object)];
    // A Secret is refused as what it is, and one without a name, which gets another one with every run, for that.
    if (!isNamed(object) || fieldOf(object, "kind") === "Secret") continue;
    if (seen.has(identity)) report(`${label} is registered twice`);
    seen.add(identity);
    for (const path of secrets) report(`${label}: ${path} is a secret value, which would be in git`, SECRET_HINT);
    if (!received.has(identity)) report(`${label} did not come back from the engine`);
    else if (secrets.length === 0)
      for (const loss of componentLosses(object, received.get(identity))) report(`${label}: ${loss.path}: ${lossText(loss)}`);
  }
}

const SECRET_HINT = "use a secret() need; External Secrets fetches the value";

const fieldOf = (value: unknown, field: string): unknown => (isRecord(value) ? value[field] : undefined);
const nameOf = (object: unknown): unknown => fieldOf(fieldOf(object, "metadata"), "name");
const isNamed = (object: unknown): boolean => typeof nameOf(object) === "string";

const identityOf = (object: unknown): string =>
  JSON.stringify([
    fieldOf(object, "apiVersion"),
    fieldOf(object, "kind"),
    fieldOf(fieldOf(object, "metadata"), "namespace") ?? "",
    nameOf(object),
  ]);

/** `ConfigMap "settings"` */
function labelOf(object: unknown): string {
  const kind = fieldOf(object, "kind");
  return `${typeof kind === "string" ? kind : "an object"} ${JSON.stringify(nameOf(object) ?? "")}`;
}

/** A message about an object as a whole, which may name it already. */
const about = (object: unknown, message: string): string => (message.startsWith("is ") ? `${labelOf(object)} ${message}` : message);

/** Kubernetes takes a field that is null for one that is not there; charts have many. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([key, item]) => (item === null ? [] : [[key, withoutNulls(item)]])));
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
