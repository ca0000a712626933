import type { IService } from "kubernetes-models/v1";
import type { ServiceContext } from "../service-context.ts";
import { objectMetadata } from "../object-metadata.ts";

/** Builds the Service of a service with ports. */
export function service(context: ServiceContext): readonly IService[] {
  const { ports } = context.service;
  if (ports.length === 0) return [];
  return [
    {
      apiVersion: "v1",
      kind: "Service",
      metadata: objectMetadata(context),
      spec: {
        ports: ports.map(({ name, servicePort }) => ({ name, port: servicePort, protocol: "TCP", targetPort: name })),
        selector: context.selector,
        type: "ClusterIP",
      },
    },
  ];
}
