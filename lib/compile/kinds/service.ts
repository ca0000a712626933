import type { IService, IServicePort } from "kubernetes-models/v1";
import { ownPorts, type Port, transportOf } from "../../model/fields/ports.ts";
import { routesOf } from "../../model/fields/public.ts";
import { headlessName } from "../../model/fields/stateful.ts";
import { gatewayClass } from "../../model/stack-fields/gateway.ts";
import { workloadOf } from "../../model/workload.ts";
import { NOT_SCRAPED } from "../labels.ts";
import type { ServiceContext } from "../service-context.ts";
import { objectMetadata } from "../object-metadata.ts";

/** Builds the Service of a service with ports, and the headless one of a StatefulSet. */
export const service = (context: ServiceContext): readonly IService[] => [
  ...(context.service.ports.length === 0 ? [] : [clientService(context)]),
  ...(workloadOf(context.service) === "StatefulSet" ? [headlessService(context)] : []),
];

function clientService(context: ServiceContext): IService {
  const { sessionAffinity } = context.service;
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: objectMetadata(context),
    spec: {
      ports: portsOf(context, "servicePort"),
      selector: context.selector,
      ...(sessionAffinity === undefined
        ? {}
        : { sessionAffinity: "ClientIP", sessionAffinityConfig: { clientIP: { timeoutSeconds: sessionAffinity.seconds } } }),
      type: "ClusterIP",
    },
  };
}

/** Builds the Service that gives each pod a DNS name. Pods that form a cluster look for each other before they are ready. */
const headlessService = (context: ServiceContext): IService => ({
  apiVersion: "v1",
  kind: "Service",
  metadata: objectMetadata(context, {
    labels: { ...context.labels, [NOT_SCRAPED[0]]: NOT_SCRAPED[1] },
    name: headlessName(context.service.name),
  }),
  spec: {
    clusterIP: "None",
    ...(context.service.ports.length === 0 ? {} : { ports: portsOf(context, "port") }),
    publishNotReadyAddresses: true,
    selector: context.selector,
    type: "ClusterIP",
  },
});

function portsOf(context: ServiceContext, number: "port" | "servicePort"): IServicePort[] {
  // Before Kubernetes 1.33, a Service does not find the named port of a sidecar.
  const own = new Set(ownPorts(context.service));
  return context.service.ports.map((port) => ({
    ...appProtocol(context, port),
    name: port.name,
    port: port[number],
    protocol: transportOf(port),
    targetPort: own.has(port) ? port.name : port.port,
  }));
}

/** Tells the load balancers of GKE that a public grpc port speaks HTTP/2 without TLS. */
function appProtocol({ service: { public: open }, stack }: ServiceContext, { name, protocol }: Port): { appProtocol?: string } {
  if (protocol !== "grpc" || open === undefined || !gatewayClass(stack.gateway).google) return {};
  return routesOf(open).some(([, , route]) => route.port === name) ? { appProtocol: "kubernetes.io/h2c" } : {};
}
