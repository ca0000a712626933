import type { Manifest, ManifestContext, PortSpec } from "fairlead";

/** The owner of all services. */
export const OWNER = "bookinfo@example.com";

/** Returns the repository of an image that Istio publishes. */
export const imageOf = (name: string): string => `registry.istio.io/release/examples-bookinfo-${name}`;

/** The port of every Bookinfo service. */
export const HTTP = { http: { port: 9080, protocol: "http", servicePort: 9080 } } as const satisfies Record<string, PortSpec>;

/**
 * Builds the Service that sends requests to all versions of a service. The pods of the versions have the label `component` in common.
 * One version adds it with `manifests`.
 */
export const versionsService =
  (component: string) =>
  ({ namespace, labels }: ManifestContext): readonly Manifest[] => [
    {
      apiVersion: "v1",
      kind: "Service",
      metadata: { name: component, namespace, labels },
      spec: {
        ports: [{ name: "http", port: HTTP.http.servicePort, protocol: "TCP", targetPort: "http" }],
        selector: { "app.kubernetes.io/component": component, "app.kubernetes.io/part-of": "bookinfo" },
        type: "ClusterIP",
      },
    },
  ];
