import { routesOf } from "../../model/fields/public.ts";
import type { IGCPBackendPolicy } from "../../model/gke-kinds.ts";
import { gatewayClass } from "../../model/stack-fields/gateway.ts";
import { objectMetadata } from "../object-metadata.ts";
import type { ServiceContext } from "../service-context.ts";

/** Gives the load balancers of GKE the timeout and the session affinity of a public service. They send to pods, not to the Service. */
export function gcpBackendPolicy(context: ServiceContext): readonly IGCPBackendPolicy[] {
  const { service, stack } = context;
  if (service.public === undefined || stack.ingress !== undefined || !gatewayClass(stack.gateway).google) return [];
  const timeouts = routesOf(service.public).flatMap(([, , route]) => route.timeoutSeconds ?? []);
  if (timeouts.length === 0 && service.sessionAffinity === undefined) return [];
  return [
    {
      apiVersion: "networking.gke.io/v1",
      kind: "GCPBackendPolicy",
      metadata: objectMetadata(context),
      spec: {
        default: {
          ...(service.sessionAffinity === undefined ? {} : { sessionAffinity: { type: "CLIENT_IP" as const } }),
          // A Service has one timeout, so the longest of its routes counts.
          ...(timeouts.length === 0 ? {} : { timeoutSec: Math.max(...timeouts) }),
        },
        targetRef: { group: "", kind: "Service", name: service.name },
      },
    },
  ];
}
