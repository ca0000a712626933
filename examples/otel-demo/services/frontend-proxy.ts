import { defineService, http } from "fairlead";
import flagd from "./flagd.ts";
import frontend from "./frontend.ts";
import grafana from "./grafana.ts";
import imageProvider from "./image-provider.ts";
import jaeger from "./jaeger.ts";
import loadGenerator from "./load-generator.ts";
import collector from "./otel-collector.ts";

/** Envoy in front of the shop and of the pages of all tools. */
export default defineService("frontend-proxy", {
  owner: "demo@example.com",
  image: "ghcr.io/open-telemetry/demo",
  ports: {
    http: { port: 8080, protocol: "http", servicePort: 8080 },
    admin: { port: 10_000, protocol: "http", servicePort: 10_000 },
  },
  resources: { memory: "65Mi" },
  health: { readiness: http("admin", { path: "/ready" }) },
  public: { port: "http", subdomain: "shop", timeoutSeconds: 60 },
  calls: () => ({
    collector: collector.endpoint("otlp"),
    collectorHttp: collector.endpoint("otlp-http"),
    flagd: flagd.endpoint("rpc"),
    flagdUi: flagd.endpoint("ui"),
    frontend: frontend.endpoint("http"),
    grafana: grafana.endpoint("grafana"),
    imageProvider: imageProvider.endpoint("http"),
    jaeger: jaeger.endpoint("http-query"),
    loadGenerator: loadGenerator.endpoint("http"),
  }),
  // The image writes the config beside its template, but only /tmp is writable.
  command: ["sh", "-c", "envsubst < /home/envoy/envoy.tmpl.yaml > /tmp/envoy.yaml && exec envoy -c /tmp/envoy.yaml"],
  env: ({ calls, ports }) => ({
    ENVOY_PORT: ports.http,
    ENVOY_ADMIN_PORT: ports.admin,
    FLAGD_HOST: calls.flagd.host,
    FLAGD_PORT: calls.flagd.port,
    FLAGD_UI_HOST: calls.flagdUi.host,
    FLAGD_UI_PORT: calls.flagdUi.port,
    FRONTEND_HOST: calls.frontend.host,
    FRONTEND_PORT: calls.frontend.port,
    GRAFANA_HOST: calls.grafana.host,
    GRAFANA_PORT: calls.grafana.port,
    IMAGE_PROVIDER_HOST: calls.imageProvider.host,
    IMAGE_PROVIDER_PORT: calls.imageProvider.port,
    JAEGER_HOST: calls.jaeger.host,
    JAEGER_UI_PORT: calls.jaeger.port,
    LOCUST_WEB_HOST: calls.loadGenerator.host,
    LOCUST_WEB_PORT: calls.loadGenerator.port,
    OTEL_COLLECTOR_HOST: calls.collector.host,
    OTEL_COLLECTOR_PORT_GRPC: calls.collector.port,
    OTEL_COLLECTOR_PORT_HTTP: calls.collectorHttp.port,
  }),
});
