import { configDir, defineService, emptyDir, http, secret, single, tcp } from "fairlead";
import busybox from "./busybox.ts";
import flagdUi from "./flagd-ui.ts";
import collector from "./otel-collector.ts";

const flag = (description: string, on: boolean | number = true, off: boolean | number = false) => ({
  description,
  state: "ENABLED",
  variants: { on, off },
  defaultVariant: "off",
});

const flags = {
  $schema: "https://flagd.dev/schema/v0/flags.json",
  flags: {
    adFailure: flag("Fail ad service"),
    adHighCpu: flag("Triggers high cpu load in the ad service"),
    cartFailure: flag("Fail cart service"),
    kafkaQueueProblems: flag("Overloads Kafka queue", 100, 0),
    loadGeneratorFloodHomepage: flag("Flood the frontend with a large amount of requests", 100, 0),
    paymentUnreachable: flag("Payment service is unavailable"),
    productCatalogFailure: flag("Fail product catalog service on a specific product"),
    recommendationCacheFailure: flag("Fail recommendation service cache"),
  },
};

/** The feature flags, and a page that changes them. A copy of the flags is writable, as long as the pod lives. */
export default defineService("flagd", {
  owner: "demo@example.com",
  image: "ghcr.io/open-feature/flagd",
  ports: {
    rpc: { port: 8013, protocol: "grpc" },
    ofrep: { port: 8016, protocol: "http", servicePort: 8016 },
    management: { port: 8014, protocol: "http", servicePort: 8014 },
    ui: { port: 4000, protocol: "http", servicePort: 4000 },
  },
  resources: { memory: "75Mi" },
  scale: single({ because: "each pod has a copy of the flags" }),
  health: { readiness: http("management", { path: "/readyz" }), liveness: http("management", { path: "/healthz" }) },
  needs: { "ui-key": secret({ asEnv: "the page reads only variables" }) },
  calls: () => ({ collector: collector.endpoint("otlp"), http: collector.endpoint("otlp-http") }),
  volumes: {
    flags: configDir({ path: "/config-ro", files: { "demo.flagd.json": `${JSON.stringify(flags, undefined, 2)}\n` } }),
    live: emptyDir({ path: "/app/data", size: "16Mi" }),
  },
  init: { "init-config": { image: busybox, command: ["cp", "/config-ro/demo.flagd.json", "/app/data/demo.flagd.json"] } },
  command: ({ ports }) => [
    "/flagd-build",
    "start",
    "--port",
    `${ports.rpc}`,
    "--ofrep-port",
    `${ports.ofrep}`,
    "--management-port",
    `${ports.management}`,
    "--uri",
    "file:/app/data/demo.flagd.json",
  ],
  env: ({ calls }) => ({
    FLAGD_METRICS_EXPORTER: "otel",
    FLAGD_OTEL_COLLECTOR_URI: calls.collector.address,
    GOMEMLIMIT: "60MiB",
  }),
  sidecars: {
    ui: {
      image: flagdUi,
      ports: ["ui"],
      resources: { memory: "250Mi" },
      health: { readiness: tcp("ui") },
      env: ({ calls, needs, ports }) => ({
        FLAGD_UI_PORT: ports.ui,
        OTEL_EXPORTER_OTLP_ENDPOINT: `http://${calls.http.address}`,
        OTEL_SERVICE_NAME: "flagd-ui",
        PHX_HOST: "localhost",
        SECRET_KEY_BASE: needs["ui-key"].value,
      }),
    },
  },
});
