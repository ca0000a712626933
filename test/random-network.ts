import * as fc from "fast-check";
import type { TestServiceFile } from "./fleets.ts";
import {
  componentService,
  front,
  optional,
  outside,
  type OutsideCall,
  podMonitoring,
  type PortSpec,
  serviceMonitor,
} from "../lib/index.ts";
import type { IngressInput } from "../lib/model/stack-fields/ingress.ts";

const place = fc.constantFrom("kafka", "ops", "no", "constructor");
const range = fc.constantFrom("10.200.0.0/16", "34.1.2.3/32", "172.20.0.0/14");
const ports = fc.uniqueArray(fc.oneof(fc.integer({ min: 1, max: 65_535 }), fc.constantFrom("53/udp", "8125/udp")), { maxLength: 3 });
const byPlace = (places: fc.Arbitrary<string>) => fc.dictionary(places, ports, { maxKeys: 2, noNullPrototype: true });

/** Generates outgoing traffic, also of closed places. */
export const egress = fc.record({ internet: ports, ranges: byPlace(range), namespaces: byPlace(place) }, { requiredKeys: [] });

const udpPort = fc.record({ port: fc.integer({ min: 1, max: 65_535 }), protocol: fc.constant("udp" as const) });

/** Generates calls of hosts outside the cluster. */
const outsideCalls = fc.dictionary(
  fc.stringMatching(/^o-[a-z]{3}$/),
  fc.constantFrom(outside("no.example.com", 443), outside("34.1.2.3", 8443), outside("10.9.0.7", 5432, { range: "10.9.0.0/16" })),
  { maxKeys: 2, noNullPrototype: true },
);

interface NetworkPlan {
  /** True if the service is behind a front. Its callers then call the front. */
  readonly front: boolean;
  /** True if the services that it calls may be absent. */
  readonly optional: boolean;
  /** True if the service calls a component, which some stacks have. */
  readonly component: boolean;
  readonly outsideCalls: Readonly<Record<string, OutsideCall>>;
  /** Ports with longer names than the service's other ports. */
  readonly udp: Readonly<Record<string, { readonly port: number; readonly protocol: "udp" }>>;
  readonly place: string;
  readonly range: string;
  readonly open: boolean;
  readonly seconds: number | undefined;
}

/** Generates the Gateway of a stack. */
const gateway = fc.constantFrom(
  { name: "edge", namespace: "ingress" },
  { name: "edge", namespace: "ingress", class: "envoy-gateway", listener: "https", redirectListener: "http" },
  { name: "edge", namespace: "ingress", class: "gke-l7-global-external-managed" },
  { name: "edge", namespace: "ingress", class: "gke-l7-rilb", proxyRanges: ["10.129.0.0/23"], listener: "https" },
);

/** Generates the Ingress controller of a stack. */
export const ingress = fc.constantFrom<IngressInput>(
  { class: "nginx", namespace: "ingress-nginx", tls: { secret: "shop-tls" } },
  { class: "no", namespace: "edge", tls: { issuer: "letsencrypt" } },
);

/** Generates the parts of a service's network that need a port. */
export const network: fc.Arbitrary<NetworkPlan> = fc.record({
  front: fc.boolean(),
  optional: fc.boolean(),
  component: fc.boolean(),
  outsideCalls,
  udp: fc.dictionary(fc.stringMatching(/^udp-[a-z]{4}$/), udpPort, { maxKeys: 1, noNullPrototype: true }),
  place,
  range,
  open: fc.boolean(),
  seconds: fc.option(fc.integer({ min: 1, max: 86_400 }), { nil: undefined }),
});

const monitorings = [undefined, podMonitoring(), serviceMonitor({ namespace: "monitoring", labels: { release: "no" } })];

/** Generates who scrapes a stack. */
const monitoring = fc.constantFrom(...monitorings);

/** Generates access to the Kubernetes API. */
const kubernetesApi = fc.constantFrom([], [{ resources: ["pods"], verbs: ["get", "list"] }]);

/** The generators of the network fields of any service, and of a stack. */
export const serviceNetwork = { egress, kubernetesApi };
export const stackNetwork = { gateway, monitoring };

/** Makes the calls of a service: of services, and of outside hosts. */
export const callsOf = (plan: NetworkPlan, ports: ReadonlyMap<TestServiceFile | undefined, string>) => ({
  ...Object.fromEntries(
    [...ports].flatMap(([file, port]) => {
      if (file === undefined) return [];
      const { name, input } = file.service;
      const endpoint = input.front?.endpoint(port) ?? file.service.endpoint(port);
      return [[`c-${name}`, plan.optional ? optional(endpoint) : endpoint]];
    }),
  ),
  ...(plan.component ? { "m-search": optional(SEARCH) } : {}),
  ...plan.outsideCalls,
});

const SEARCH = componentService("search", { port: 9200, targetPort: 9201, pods: { app: "search" } });

/** Makes the network fields of a service that listens on a port. Services with equal ports have one front. */
export const listeningFields = (plan: NetworkPlan, port: string, spec: PortSpec) => ({
  ...(plan.front ? { front: front(`front-${port}-${spec.port}-${spec.protocol}`, { ports: { [port]: spec } }) } : {}),
  allowFrom: { namespaces: { [plan.place]: plan.open ? [port] : [] }, ranges: { [plan.range]: [port] } },
  ...(plan.seconds === undefined ? {} : { sessionAffinity: { seconds: plan.seconds } }),
});
