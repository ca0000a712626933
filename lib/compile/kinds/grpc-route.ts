import type { IGRPCRoute } from "@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1";
import { hostsOf, routesOf } from "../../model/fields/public.ts";
import { backendOf, headerMatches, parentRefs, partName, protocolOf } from "../network/routes.ts";
import { objectMetadata } from "../object-metadata.ts";
import type { ServiceContext } from "../service-context.ts";

/** Builds the routes of a public service's grpc ports. Without services and headers, a route takes every method. */
export function grpcRoutes(context: ServiceContext): readonly IGRPCRoute[] {
  const { service, stack } = context;
  if (service.public === undefined || stack.ingress !== undefined) return [];
  return routesOf(service.public).flatMap(([, name, route]): readonly IGRPCRoute[] => {
    if (protocolOf(service, route) !== "grpc") return [];
    const headers = headerMatches(route);
    const methods = route.services.map((each) => ({ ...headers, method: { service: each, type: "Exact" as const } }));
    const matches = methods.length > 0 ? methods : Object.keys(headers).length > 0 ? [headers] : [];
    return [
      {
        apiVersion: "gateway.networking.k8s.io/v1",
        kind: "GRPCRoute",
        metadata: objectMetadata(context, { name: partName(service.name, name) }),
        spec: {
          hostnames: [...hostsOf(route, stack.domain)],
          parentRefs: parentRefs(stack.gateway, route.listener ?? stack.gateway.listener),
          rules: [{ backendRefs: [backendOf(service, route)], ...(matches.length === 0 ? {} : { matches }) }],
        },
      },
    ];
  });
}
