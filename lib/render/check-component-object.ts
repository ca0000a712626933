import type { Report } from "../base/problem.ts";
import { checkManifest } from "../compile/check-manifest.ts";
import { isClusterKind } from "../compile/cluster-kinds.ts";
import { checkHatchObject } from "../compile/hatch/check-hatch-object.ts";
import { isKubernetesKind } from "../compile/kubernetes-kinds.ts";
import type { Manifest } from "../model/manifest.ts";
import type { StackModel } from "../model/model.ts";
import { PRIVATE_KEY, secretIn } from "../model/secrets/secret-shape.ts";
import { foreignCheck } from "./foreign-names.ts";

/**
 * Returns a check of the objects of a stack's components: true if a value is a manifest. It reports each broken rule with a path such as
 * `.spec.type`. An empty path stands for the whole object.
 */
export function componentObjectCheck(stack: StackModel, component: string): (value: unknown, report: Report) => value is Manifest {
  const foreignProblem = foreignCheck(stack);
  const owner = { kind: "component", name: component } as const;
  return (value, report): value is Manifest => {
    if (!checkManifest(value, "", report, isExample)) return false;
    const problem = nameProblem(value) ?? namespaceProblem(value, stack.namespace) ?? foreignProblem(value);
    if (problem !== undefined) report("", problem);
    checkHatchObject(value, "", { stack, owner, isAdded: true }, report);
    return true;
  };
}

/** True if a string is no private key. Charts have examples of other secrets, such as URLs in the descriptions of CRDs. */
const isExample = (text: string): boolean => secretIn(text) !== PRIVATE_KEY;

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
