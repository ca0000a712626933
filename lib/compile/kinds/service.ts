import type { IService } from "kubernetes-models/v1";
import { ownPorts, type Port, transportOf } from "../../model/fields/ports.ts";
import { routesOf } from "../../model/fields/public.ts";
import { gatewayClass } from "../../model/stack-fields/gateway.ts";
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
          ...appProtocol(context, port),
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

/** Tells the load balancers of GKE that a public grpc port speaks HTTP/2 without TLS. */
function appProtocol({ service: { public: open }, stack }: ServiceContext, { name, protocol }: Port): { appProtocol?: string } {
  if (protocol !== "grpc" || open === undefined || !gatewayClass(stack.gateway).google) return {};
  return routesOf(open).some(([, , route]) => route.port === name) ? { appProtocol: "kubernetes.io/h2c" } : {};
}
