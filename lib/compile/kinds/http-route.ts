import type { IHTTPRoute } from "@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1";
import type { ServiceContext } from "../context.ts";
import { metadata } from "../metadata.ts";

/** Kinds, groups and weights are the API server's defaults, said so that Argo CD sees no difference. */
export function httpRoute(context: ServiceContext): readonly IHTTPRoute[] {
  const { service, stack } = context;
  const route = service.public;
  if (route === undefined) return [];
  const port = service.ports.find(({ name }) => name === route.port)?.servicePort ?? 0;
  return [
    {
      apiVersion: "gateway.networking.k8s.io/v1",
      kind: "HTTPRoute",
      metadata: metadata(context),
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
