import type { Problem } from "../base/problem.ts";
import { suggestion } from "../base/suggestion.ts";
import { reporterAt } from "../model/check/reporters.ts";
import { MANIFEST_KINDS } from "../model/manifest-kinds.ts";
import type { StackModel } from "../model/model.ts";
import type { KeptObject } from "./tree.ts";

type ComponentObject = Pick<KeptObject, "apiVersion" | "kind" | "name" | "namespace">;

/**
 * Reports calls of Services that their component does not render.
 * @param rendered component -> its objects. A component that is left out is not known yet
 */
export function missingServices(
  stack: Pick<StackModel, "calls" | "namespace">,
  rendered: ReadonlyMap<string, readonly ComponentObject[]>,
): readonly Problem[] {
  const problems: Problem[] = [];
  for (const calls of stack.calls.values()) {
    for (const { name, layer, to } of calls) {
      const objects = to.kind === "component" ? rendered.get(to.component) : undefined;
      if (to.kind !== "component" || objects === undefined || objects.some(mayMakeServices)) continue;
      const { component, service, namespace = stack.namespace } = to;
      const services = objects.filter(({ kind, apiVersion }) => kind === "Service" && apiVersion === "v1");
      const names = services.flatMap((each) => ((each.namespace ?? stack.namespace) === namespace ? [each.name] : []));
      if (names.includes(service)) continue;
      const [other] = services.filter((each) => each.name === service);
      const message =
        other === undefined
          ? `the component ${component} renders no Service "${service}"${suggestion(service, names)}`
          : `the component ${component} renders the Service "${service}" in the namespace "${other.namespace ?? stack.namespace}"`;
      const [first] = names;
      const hint = other === undefined ? first && `write service: "${first}"` : `write namespace: "${other.namespace ?? stack.namespace}"`;
      reporterAt(layer, problems)(`calls.${name}`, message, hint);
    }
  }
  return problems;
}

/** True if the operator of an object may make Services in the cluster. */
const mayMakeServices = ({ apiVersion, kind }: ComponentObject): boolean => {
  const group = apiVersion.includes("/") ? (apiVersion.split("/")[0] ?? "") : "";
  return group.includes(".") && !group.endsWith(".k8s.io") && !Object.hasOwn(MANIFEST_KINDS, kind);
};
