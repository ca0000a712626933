import { allServices, bind, channel, defineStack, onStack, override } from "fairlead";
import billing from "../services/billing.ts";
import catalog from "../services/catalog.ts";
import nodelog from "../services/nodelog.ts";
import nodeping from "../services/nodeping.ts";
import orders from "../services/orders.ts";
import prodEast from "./prod-east.ts";

export default defineStack("prod", {
  tier: "prod",
  region: "r",
  project: "acme-prod",
  cluster: "prod",
  namespace: "shop",
  services: allServices.except(nodelog, nodeping),
  privateRange: "10.1.0.0/16",
  domain: "prod.example.com",
  channel: "stable",
  gateway: {
    name: "edge",
    namespace: "ingress",
    class: "gke-l7-regional-external-managed",
    listener: "https",
    redirectListener: "http",
    proxyRanges: ["10.129.0.0/23"],
  },
  apiServer: { range: "172.16.0.2/32", port: 443 },
  secretStore: "vault",
  kubernetesVersion: "1.33.4-gke.1350000",
  imagePullSecrets: ["registry", "ghcr.io"],
  overrides: [
    override(billing, {
      public: { redirectFrom: ["invoices.example.com"] },
      calls: () => ({ orders: onStack(prodEast, orders.endpoint("grpc")) }),
    }),
    override(catalog, { scale: { min: 6, max: 12, cpuPercent: 50 }, env: { RATIO: 0.25 } }),
  ],
  bindings: [bind(orders.need("cache"), prodEast.share(orders.need("cache")))],
  cloud: {
    components: { alarms: () => undefined },
    variables: ["PAGER_TOKEN"],
    nat: { addresses: ["a", "b"], draining: ["old"], minPorts: 128, maxPorts: 8192 },
    cluster: {
      nodes: "10.60.0.0/20",
      pods: "10.64.0.0/14",
      services: "10.61.0.0/20",
      pools: {
        main: { machine: "e2-standard-4", min: 3, max: 9, diskGb: 50, labels: { use: "all" } },
        batch: { machine: "c4a-standard-8", max: 20, spot: true },
      },
      releaseChannel: "regular",
    },
    registry: { repositories: ["services", "charts"], github: ["acme/cart"] },
    zone: { domain: "example.com" },
    sites: {
      docs: { host: "docs.example.com", because: "customers read it", notFound: "index.html", github: ["acme/docs"] },
    },
    encryption: { key: "projects/acme-keys/locations/r/keyRings/data/cryptoKeys/needs" },
    alerts: {
      channels: { "shop@example.com": [channel("projects/acme-prod/notificationChannels/1")] },
      memoryPercent: 90,
      connectionsPercent: 70,
      diskPercent: 60,
      unackedMinutes: 5,
      certificateDays: 21,
      runbooks: "https://runbooks.example.com",
      autoCloseHours: 48,
    },
    dashboards: {},
    monitoringScope: { projects: ["acme-latest"] },
  },
  quota: { pods: 200, cpu: "100", memory: "100Gi" },
  patch: {
    Namespace: (namespace) =>
      void (namespace.metadata = { ...namespace.metadata, annotations: { ...namespace.metadata?.annotations, team: "shop" } }),
    ResourceQuota: ({ spec, ...quota }) => ({ ...quota, spec: { ...spec, hard: { ...spec?.hard, "count/jobs.batch": "20" } } }),
    Application: (application) => void (application.spec.revisionHistoryLimit = 3),
  },
});
