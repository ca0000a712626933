import type { IHTTPRoute } from "@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1";
import type { ServiceContext } from "../service-context.ts";
import { objectMetadata } from "../object-metadata.ts";

/**
 * Builds the route of a public service. Kinds, groups and weights are the API server's defaults.
 * Without them Argo CD would show a difference.
 */
export function httpRoute(context: ServiceContext): readonly IHTTPRoute[] {
  const { service, stack } = context;
  const route = service.public;
  if (route === undefined) return [];
  const port = service.ports.find(({ name }) => name === route.port)?.servicePort ?? 0;
  return [
    {
      apiVersion: "gateway.networking.k8s.io/v1",
      kind: "HTTPRoute",
      metadata: objectMetadata(context),
      spec: {
        hostnames: [route.host ?? `${route.subdomain}.${stack.domain}`],
        parentRefs: [{ group: "gateway.networking.k8s.io", kind: "Gateway", name: stack.gateway.name, namespace: stack.gateway.namespace }],
        rules: [
          {
            backendRefs: [{ group: "", kind: "Service", name: service.name, port, weight: 1 }],
            matches: route.paths.map((value) => ({ path: { type: "PathPrefix", value } })),
          },
        ],
      },
    },
  ];
}
