import { defineConfig, fieldRef, servicesWhere } from "fairlead";

export default defineConfig({
  name: "otel-demo",
  repository: { url: "https://github.com/example/otel-demo-ops.git", branch: "main" },
  datastore: "file:releases",
  defaults: [
    servicesWhere(
      { owner: "demo@example.com" },
      {
        env: ({ image }) => ({
          OTEL_SERVICE_NAME: fieldRef("metadata.labels['app.kubernetes.io/name']"),
          OTEL_COLLECTOR_NAME: "otel-collector",
          OTEL_EXPORTER_OTLP_ENDPOINT: "http://$(OTEL_COLLECTOR_NAME):4317",
          OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE: "cumulative",
          // The tag 2.1.3-cart has the version 2.1.3.
          OTEL_RESOURCE_ATTRIBUTES: `service.name=$(OTEL_SERVICE_NAME),service.namespace=opentelemetry-demo,service.version=${image.tag.split("-")[0]}`,
        }),
      },
    ),
    // The SDKs of these services export by HTTP.
    servicesWhere(
      { names: ["accounting", "ad", "email", "fraud-detection", "kafka", "quote"] },
      { env: { OTEL_EXPORTER_OTLP_ENDPOINT: "http://$(OTEL_COLLECTOR_NAME):4318" } },
    ),
  ],
});
