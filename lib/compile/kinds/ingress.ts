import type { IIngress } from "kubernetes-models/networking.k8s.io/v1";
import { hostsOf, type PathMatch, routesOf } from "../../model/fields/public.ts";
import { certificateName } from "../../model/object-names.ts";
import { objectMetadata } from "../object-metadata.ts";
import type { ServiceContext } from "../service-context.ts";

/** Builds the Ingress of a public service on a stack that has an Ingress controller instead of a Gateway. */
export function ingress(context: ServiceContext): readonly IIngress[] {
  const { service, stack } = context;
  if (service.public === undefined || stack.ingress === undefined) return [];
  const { class: ingressClassName, tls } = stack.ingress;
  const pathsByHost = new Map<string, { path: PathMatch; port: string }[]>();
  for (const [, , route] of routesOf(service.public)) {
    for (const host of hostsOf(route, stack.domain)) {
      const paths = route.paths.map((path) => ({ path, port: route.port ?? "" }));
      pathsByHost.set(host, [...(pathsByHost.get(host) ?? []), ...paths]);
    }
  }
  const issuer = tls.issuer !== undefined ? { "cert-manager.io/cluster-issuer": tls.issuer } : undefined;
  return [
    {
      apiVersion: "networking.k8s.io/v1",
      kind: "Ingress",
      metadata: objectMetadata(context, { annotations: issuer }),
      spec: {
        ingressClassName,
        rules: [...pathsByHost].map(([host, paths]) => ({
          host,
          http: {
            paths: paths.map(({ path, port }) => ({
              backend: { service: { name: service.name, port: { name: port } } },
              path: path.value,
              pathType: path.type === "Exact" ? "Exact" : "Prefix",
            })),
          },
        })),
        tls: [{ hosts: [...pathsByHost.keys()], secretName: tls.secret ?? certificateName(service.name) }],
      },
    },
  ];
}
