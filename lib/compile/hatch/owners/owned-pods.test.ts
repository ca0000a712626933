import { describe, expect, it } from "vitest";
import { ownerProblems } from "../../../../test/owned-fleet.ts";
import type { Fields } from "../../../../test/fleets.ts";

type Row = readonly [title: string, object: Fields, ...problems: string[]];

const INSTANCE = "app.kubernetes.io/instance";
const NAME = "app.kubernetes.io/name";
const WEB = { [INSTANCE]: "web", [NAME]: "web" };
const CART = { [INSTANCE]: "cart", [NAME]: "cart" };
const every = "selects the pods of web, web-api";
const web = "selects the pods of web";

const of = (apiVersion: string, kind: string, spec: Fields): Fields => ({ apiVersion, kind, spec });
const service = (selector: unknown): Fields => of("v1", "Service", { selector });
const policy = (podSelector: unknown, rules: Fields = { ingress: [{}] }): Fields =>
  of("networking.k8s.io/v1", "NetworkPolicy", { podSelector, ...rules });
const expressions = (...matchExpressions: readonly Fields[]): Fields => ({ matchExpressions });
const cilium = (rest: Fields): Fields => ({ apiVersion: "cilium.io/v2", kind: "CiliumNetworkPolicy", ...rest });
const calico = (selector: string): Fields => of("projectcalico.org/v3", "NetworkPolicy", { selector });
const deployment = (labels: Fields, kind = "Deployment"): Fields => of("apps/v1", kind, { template: { metadata: { labels } } });

const SELECTORS: readonly Row[] = [
  ["a Service of its own pods", service(CART)],
  ["a Service of its own labels", service({ app: "cart-extra" })],
  ["a Service without a selector", service(undefined)],
  ["a Service with an empty selector", service({})],
  ["a Service of other pods", service(WEB), `spec.selector: ${web}`],
  ["a Service of the pods of a job", service({ [INSTANCE]: "web-migrate" }), `spec.selector: ${web}`],
  ["a Service of a label of the spec", service({ team: "front" }), `spec.selector: ${web}`],
  ["a Service of a common label", service({ env: "latest" }), `spec.selector: ${every}`],
  ["a Service of the version alone", service({ "app.kubernetes.io/version": "v1" }), `spec.selector: ${every}`],
  ["a Service of a front", service({ front: "shopfront" }), `spec.selector: ${web}`],
  ["a Service of one own pod", service({ "statefulset.kubernetes.io/pod-name": "cart-db-0" })],
  ["a Service of one other pod", service({ "statefulset.kubernetes.io/pod-name": "web-0" }), `spec.selector: ${web}`],
  ["a policy of all pods", policy({}), `spec.podSelector: ${every}`],
  ["a policy without a selector", policy(undefined), `spec.podSelector: ${every}`],
  ["a policy of all pods that opens egress", policy({}, { egress: [{}] }), `spec.podSelector: ${every}`],
  ["a policy that denies all", policy({}, { policyTypes: ["Ingress"] })],
  ["a policy with other pods as peers", policy({ matchLabels: CART }, { ingress: [{ from: [{ podSelector: { matchLabels: WEB } }] }] })],
  ["In of several values", policy(expressions({ key: NAME, operator: "In", values: ["cart", "web"] })), `spec.podSelector: ${web}`],
  ["In of own values", policy(expressions({ key: NAME, operator: "In", values: ["cart", "cart-extra"] }))],
  ["NotIn", policy(expressions({ key: NAME, operator: "NotIn", values: ["cart"] })), `spec.podSelector: ${every}`],
  ["NotIn of all others", policy(expressions({ key: NAME, operator: "NotIn", values: ["web", "web-api", "web-migrate"] }))],
  ["Exists", policy(expressions({ key: INSTANCE, operator: "Exists" })), `spec.podSelector: ${every}`],
  ["DoesNotExist", policy(expressions({ key: "team", operator: "DoesNotExist" })), "spec.podSelector: selects the pods of web-api"],
  ["DoesNotExist of all", policy(expressions({ key: INSTANCE, operator: "DoesNotExist" }))],
  [
    "labels and expressions",
    policy({ matchLabels: { env: "latest" }, matchExpressions: [{ key: NAME, operator: "In", values: ["cart"] }] }),
  ],
  ["a budget", of("policy/v1", "PodDisruptionBudget", { selector: { matchLabels: WEB } }), `spec.selector: ${web}`],
  ["a budget of all", of("policy/v1", "PodDisruptionBudget", { selector: {} }), `spec.selector: ${every}`],
  ["a budget of nothing", of("policy/v1", "PodDisruptionBudget", {})],
  ["a PodMonitor", of("monitoring.coreos.com/v1", "PodMonitor", { selector: { matchLabels: WEB } }), `spec.selector: ${web}`],
  ["a PodMonitoring", of("monitoring.googleapis.com/v1", "PodMonitoring", { selector: {} }), `spec.selector: ${every}`],
  ["a claim that selects volumes", of("v1", "PersistentVolumeClaim", { selector: {} })],
  ["an authorization without a selector", of("security.istio.io/v1", "AuthorizationPolicy", { rules: [{}] }), `spec.selector: ${every}`],
  ["an authorization of its own", of("security.istio.io/v1", "AuthorizationPolicy", { selector: { matchLabels: CART } })],
  ["an EnvoyFilter", of("networking.istio.io/v1", "EnvoyFilter", { workloadSelector: { labels: WEB } }), `spec.workloadSelector: ${web}`],
  ["Cilium's labels", cilium({ spec: { endpointSelector: { matchLabels: { [`k8s:${NAME}`]: "web" } } } }), `spec.endpointSelector: ${web}`],
  ["Cilium's list of policies", cilium({ specs: [{ endpointSelector: {} }] }), `specs.0.endpointSelector: ${every}`],
  [
    "Cilium's own label",
    cilium({ spec: { endpointSelector: { matchLabels: { "k8s:io.kubernetes.pod.namespace": "shop" } } } }),
    `spec.endpointSelector: ${every}`,
  ],
  ["Calico's expression", calico(`${NAME} == 'web'`), `spec.selector: ${web}`],
  ["Calico's own expression", calico(`${NAME} == "cart"`)],
  ["Calico's expression of all", calico("all()"), `spec.selector: ${every}`],
  ["Calico's expression of several", calico(`${NAME} == "cart" || has(env)`), `spec.selector: ${every}`],
];

const label = (at: string, key: string, value: string, owner = "web"): string => `${at}.${key}: "${value}" is a label of ${owner}`;
const TEMPLATE = "spec.template.metadata.labels";

const LABELS: readonly Row[] = [
  ["its own", deployment({ ...CART, team: "front" })],
  ["of no service", deployment({ [INSTANCE]: "cart-extra", [NAME]: "cart-extra" })],
  ["of another service", deployment(WEB), label(TEMPLATE, INSTANCE, "web"), label(TEMPLATE, NAME, "web")],
  ["of a job", deployment({ [INSTANCE]: "web-migrate" }), label(TEMPLATE, INSTANCE, "web-migrate")],
  ["of a front", deployment({ front: "shopfront" }), label(TEMPLATE, "front", "shopfront")],
  ["of a service, on a Rollout", deployment({ [NAME]: "web-api" }, "Rollout"), label(TEMPLATE, NAME, "web-api", "web-api")],
  [
    "of a service, on the pods of a CronJob",
    of("batch/v1", "CronJob", { jobTemplate: { spec: { template: { metadata: { labels: { [INSTANCE]: "web" } } } } } }),
    label("spec.jobTemplate.spec.template.metadata.labels", INSTANCE, "web"),
  ],
  [
    "of a service, on the object",
    { apiVersion: "v1", kind: "Service", metadata: { name: "extra", labels: WEB } },
    label("metadata.labels", INSTANCE, "web"),
    label("metadata.labels", NAME, "web"),
  ],
  [
    "of a service, on the pods of an operator",
    of("postgresql.cnpg.io/v1", "Cluster", { inheritedMetadata: { labels: { [INSTANCE]: "web" } } }),
    label("spec.inheritedMetadata.labels", INSTANCE, "web"),
  ],
];

const scaled = (apiVersion: string, kind: string, target: Fields, field = "scaleTargetRef"): Fields =>
  of(apiVersion, kind, { [field]: target });
const belongs = (at: string, noun: string, name: string, owner = "web"): string => `${at}: the ${noun} "${name}" belongs to ${owner}`;

const HOSTNAME = "external-dns.alpha.kubernetes.io/hostname";
const RECORD = `metadata.annotations.${HOSTNAME}`;
const record = (hosts: string): Fields => ({
  apiVersion: "v1",
  kind: "Service",
  metadata: { name: "extra", annotations: { [HOSTNAME]: hosts } },
});

const TARGETS: readonly Row[] = [
  [
    "addresses outside of the cluster",
    of("v1", "Service", { externalIPs: ["192.0.2.1"] }),
    "spec.externalIPs: takes the traffic of other addresses in the whole cluster",
  ],
  ["a DNS record", record("x.example.com, WEB.shop.example.com."), `${RECORD}: the host web.shop.example.com belongs to web`],
  ["a DNS record of a wildcard", record("*.shop.example.com"), `${RECORD}: the host web.shop.example.com belongs to web`],
  ["a DNS record of nobody", record("cart.shop.example.com")],
  [
    "an endpoint of DNS",
    of("externaldns.k8s.io/v1alpha1", "DNSEndpoint", { endpoints: [{ dnsName: "web.shop.example.com" }] }),
    "spec.endpoints.0.dnsName: the host web.shop.example.com belongs to web",
  ],
  ["an autoscaler of its own", scaled("autoscaling/v2", "HorizontalPodAutoscaler", { kind: "Deployment", name: "cart" })],
  [
    "an autoscaler",
    scaled("autoscaling/v2", "HorizontalPodAutoscaler", { kind: "StatefulSet", name: "web" }),
    belongs("spec.scaleTargetRef.name", "workload", "web"),
  ],
  ["a ScaledObject", scaled("keda.sh/v1alpha1", "ScaledObject", { name: "web" }), belongs("spec.scaleTargetRef.name", "workload", "web")],
  [
    "a vertical autoscaler",
    scaled("autoscaling.k8s.io/v1", "VerticalPodAutoscaler", { kind: "Deployment", name: "web-api" }, "targetRef"),
    belongs("spec.targetRef.name", "workload", "web-api", "web-api"),
  ],
  [
    "a policy of a load balancer",
    scaled("networking.gke.io/v1", "GCPBackendPolicy", { kind: "Service", name: "web" }, "targetRef"),
    belongs("spec.targetRef.name", "Service", "web"),
  ],
  [
    "a policy of a route",
    of("gateway.envoyproxy.io/v1", "SecurityPolicy", { targetRefs: [{ kind: "HTTPRoute", name: "web" }] }),
    belongs("spec.targetRefs.0.name", "route", "web"),
  ],
  [
    "a policy of the Gateway",
    of("gateway.envoyproxy.io/v1", "SecurityPolicy", { targetRefs: [{ kind: "Gateway", name: "external" }] }),
    'spec.targetRefs.0.name: the Gateway "external" serves all services',
  ],
  [
    "a policy of a kind of another mesh",
    scaled("policy.linkerd.io/v1alpha1", "AuthorizationPolicy", { kind: "Server", name: "web" }, "targetRef"),
  ],
  [
    "a mesh route",
    of("gateway.networking.k8s.io/v1", "HTTPRoute", { parentRefs: [{ kind: "Service", name: "web" }] }),
    belongs("spec.parentRefs.0.name", "Service", "web"),
  ],
  ["Endpoints", { apiVersion: "v1", kind: "Endpoints", metadata: { name: "web" } }, belongs("metadata.name", "Service", "web")],
  ["Endpoints of its own", { apiVersion: "v1", kind: "Endpoints", metadata: { name: "cart" } }],
  [
    "Endpoints of a front",
    { apiVersion: "v1", kind: "Endpoints", metadata: { name: "shopfront" } },
    belongs("metadata.name", "Service", "shopfront"),
  ],
  [
    "an EndpointSlice",
    {
      apiVersion: "discovery.k8s.io/v1",
      kind: "EndpointSlice",
      metadata: { name: "x", labels: { "kubernetes.io/service-name": "web-headless" } },
    },
    belongs("metadata.labels.kubernetes.io/service-name", "Service", "web-headless"),
  ],
  [
    "a VirtualService",
    of("networking.istio.io/v1", "VirtualService", { hosts: ["cart", "WEB.shop.svc.cluster.local."] }),
    belongs("spec.hosts.1", "Service", "web"),
  ],
  ["a DestinationRule", of("networking.istio.io/v1", "DestinationRule", { host: "web" }), belongs("spec.host", "Service", "web")],
  ["a DestinationRule of a host", of("networking.istio.io/v1", "DestinationRule", { host: "web.example.com" })],
];

describe.each([
  ["the pods that it selects", SELECTORS],
  ["labels", LABELS],
  ["targets", TARGETS],
])("an object of a hatch has %s:", (_title, rows) => {
  it.each(rows.map((row) => [row[0], row] as const))("%s", (_name, [, object, ...problems]) => {
    expect(ownerProblems(object)).toEqual(problems);
  });
});

it("a component owns no service, and the patch of a stack owns all", () => {
  expect(ownerProblems(service(CART), "component")).toEqual(["spec.selector: selects the pods of cart"]);
  expect(ownerProblems(policy({}), "component")).toEqual(["spec.podSelector: selects the pods of cart, web, web-api"]);
  expect(ownerProblems(policy({}), "platform")).toEqual([]);
});
