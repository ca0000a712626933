import type { IService } from "kubernetes-models/v1";
import type { ServiceContext } from "../context.ts";
import { metadata } from "../metadata.ts";

export function service(context: ServiceContext): readonly IService[] {
  const { ports } = context.service;
  if (ports.length === 0) return [];
  return [
    {
      apiVersion: "v1",
      kind: "Service",
      metadata: metadata(context),
      spec: {
        ports: ports.map(({ name, servicePort }) => ({ name, port: servicePort, protocol: "TCP", targetPort: name })),
        selector: context.selector,
        type: "ClusterIP",
      },
    },
  ];
}
