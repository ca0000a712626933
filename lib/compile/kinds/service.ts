import type { IService } from "kubernetes-models/v1";
import { ownPorts, transportOf } from "../../model/fields/ports.ts";
import type { ServiceContext } from "../service-context.ts";
import { objectMetadata } from "../object-metadata.ts";

/** Builds the Service of a service with ports. */
export function service(context: ServiceContext): readonly IService[] {
  const { ports, sessionAffinity } = context.service;
  // Before Kubernetes 1.33, a Service does not find the named port of a sidecar.
  const own = new Set(ownPorts(context.service));
  if (ports.length === 0) return [];
  return [
    {
      apiVersion: "v1",
      kind: "Service",
      metadata: objectMetadata(context),
      spec: {
        ports: ports.map((port) => ({
          name: port.name,
          port: port.servicePort,
          protocol: transportOf(port),
          targetPort: own.has(port) ? port.name : port.port,
        })),
        selector: context.selector,
        ...(sessionAffinity === undefined
          ? {}
          : { sessionAffinity: "ClientIP", sessionAffinityConfig: { clientIP: { timeoutSeconds: sessionAffinity.seconds } } }),
        type: "ClusterIP",
      },
    },
  ];
}
