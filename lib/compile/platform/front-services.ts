import type { IService } from "kubernetes-models/v1";
import { servicePort, transportOf } from "../../model/fields/ports.ts";
import type { Model, StackFront, StackModel } from "../../model/model.ts";
import { FRONT_LABEL, NAME_LABEL, stackLabels } from "../labels.ts";

/** Builds a Service for each front. A stack has it once, so that it stays if one of the services behind it goes. */
export const frontServices = (stack: StackModel, model: Model): readonly IService[] =>
  stack.fronts.map(({ front, services }): IService => ({
    apiVersion: "v1",
    kind: "Service",
    metadata: { labels: { ...stackLabels(stack, model), [NAME_LABEL]: front.name }, name: front.name, namespace: stack.namespace },
    spec: {
      ports: Object.entries(front.ports).map(([name, spec]) => ({
        name,
        port: servicePort(spec),
        protocol: transportOf(spec),
        targetPort: hasSidecar(stack, services, name) ? spec.port : name,
      })),
      selector: { [FRONT_LABEL]: front.name },
      type: "ClusterIP",
    },
  }));

/** True if a sidecar listens on the port. Before Kubernetes 1.33, a Service does not find the named port of a sidecar. */
const hasSidecar = (stack: StackModel, behind: StackFront["services"], port: string): boolean =>
  stack.services.some(({ name, sidecars }) => behind.includes(name) && sidecars.some(({ ports }) => ports.includes(port)));
