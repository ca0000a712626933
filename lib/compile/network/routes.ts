import type { EffectiveService } from "../../model/effective.ts";
import type { Protocol } from "../../model/fields/ports.ts";
import type { PublicRoute } from "../../model/fields/public.ts";
import type { Gateway } from "../../model/stack-fields/gateway.ts";

/** Names a route's object: the service's name, then the route's if it has one. */
export const partName = (service: string, part: string | undefined): string => (part === undefined ? service : `${service}-${part}`);

const portOf = (service: EffectiveService, route: PublicRoute) => service.ports.find(({ name }) => name === route.port);

/** Returns the protocol of the port that a route leads to. */
export const protocolOf = (service: EffectiveService, route: PublicRoute): Protocol | undefined => portOf(service, route)?.protocol;

/** Builds the reference to the Service. */
export const backendOf = (service: EffectiveService, route: PublicRoute) => ({
  group: "",
  kind: "Service",
  name: service.name,
  port: portOf(service, route)?.servicePort ?? 0,
  weight: 1,
});

/** Builds the reference to the Gateway. */
export const parentRefs = ({ name, namespace }: Gateway, listener: string | undefined) => [
  {
    group: "gateway.networking.k8s.io",
    kind: "Gateway",
    name,
    namespace,
    ...(listener === undefined ? {} : { sectionName: listener }),
  },
];

interface HeaderMatches {
  headers?: { name: string; type: "Exact"; value: string }[];
}

/** Builds the matches of a route's headers. */
export function headerMatches({ headers }: PublicRoute): HeaderMatches {
  const entries = Object.entries(headers).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.length === 0 ? {} : { headers: entries.map(([name, value]) => ({ name, type: "Exact", value })) };
}
