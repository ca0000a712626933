import { type Calls, defineService, fieldRef, http, secret } from "fairlead";
import { collectorConfig } from "../helpers/collector-config.ts";
import frontendProxy from "./frontend-proxy.ts";
import imageProvider from "./image-provider.ts";
import jaeger from "./jaeger.ts";
import opensearch from "./opensearch.ts";
import postgresql from "./postgresql.ts";
import prometheus from "./prometheus.ts";
import valkeyCart from "./valkey-cart.ts";

/** Every service sends its telemetry here. */
export default defineService("otel-collector", {
  owner: "observability@example.com",
  image: "docker.io/otel/opentelemetry-collector-contrib",
  ports: {
    otlp: { port: 4317, protocol: "grpc" },
    "otlp-http": { port: 4318, protocol: "http", servicePort: 4318 },
    "jaeger-compact": { port: 6831, protocol: "udp" },
    "jaeger-grpc": { port: 14_250, protocol: "grpc" },
    "jaeger-thrift": { port: 14_268, protocol: "http", servicePort: 14_268 },
    zipkin: { port: 9411, protocol: "http", servicePort: 9411 },
    metrics: { port: 8888, protocol: "http", servicePort: 8888 },
    health: { port: 13_133, protocol: "http", servicePort: 13_133 },
  },
  resources: { memory: "200Mi" },
  health: { readiness: http("health", { path: "/" }) },
  needs: { db: secret() },
  // It adds the names of pods and workloads to the telemetry.
  kubernetesApi: [
    { resources: ["pods"], verbs: ["get", "list", "watch"] },
    { apiGroups: ["apps"], resources: ["replicasets"], verbs: ["get", "list", "watch"] },
  ],
  metrics: { port: "metrics" },
  // The services that it reads call it, so the compiler needs the type.
  calls: (): Calls<"db" | "images" | "jaeger" | "logs" | "prometheus" | "shop" | "valkey"> => ({
    db: postgresql.endpoint("postgres"),
    images: imageProvider.endpoint("http"),
    jaeger: jaeger.endpoint("otlp-grpc"),
    logs: opensearch.endpoint("http"),
    prometheus: prometheus.endpoint("http"),
    shop: frontendProxy.endpoint("http"),
    valkey: valkeyCart.endpoint("valkey"),
  }),
  args: ["--config=/conf/relay.yaml"],
  env: { MY_POD_IP: fieldRef("status.podIP"), GOMEMLIMIT: "160MiB" },
  files: ({ calls, needs, stack }) => ({ "/conf/relay.yaml": collectorConfig(calls, needs.db.path, stack.namespace) }),
});
