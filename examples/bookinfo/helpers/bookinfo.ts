import { front, type PortSpec } from "fairlead";

/** The owner of all services. */
export const OWNER = "bookinfo@example.com";

/** Returns the repository of an image that Istio publishes. */
export const imageOf = (name: string): string => `registry.istio.io/release/examples-bookinfo-${name}`;

/** The port of every Bookinfo service. */
export const HTTP = { http: { port: 9080, protocol: "http", servicePort: 9080 } } as const satisfies Record<string, PortSpec>;

/** The Service that sends requests to all versions of the ratings. */
export const ratings = front("ratings", { ports: HTTP });

/** The Service that sends requests to all versions of the reviews. */
export const reviews = front("reviews", { ports: HTTP });
