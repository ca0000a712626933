import { defineService, http } from "fairlead";
import collector from "./otel-collector.ts";

/** nginx with the pictures of the products. */
export default defineService("image-provider", {
  owner: "demo@example.com",
  image: "ghcr.io/open-telemetry/demo",
  ports: { http: { port: 8081, protocol: "http", servicePort: 8081 } },
  resources: { memory: "50Mi" },
  health: { readiness: http("http", { path: "/status" }) },
  writable: { "/var/cache/nginx": "64Mi" },
  calls: () => ({ collector: collector.endpoint("otlp") }),
  // The image writes its config to /etc/nginx, which is read-only.
  command: ["nginx", "-c", "/etc/image-provider/nginx.conf", "-g", "daemon off;"],
  files: ({ calls, ports }) => ({
    "/etc/image-provider/nginx.conf": [
      "load_module modules/ngx_otel_module.so;",
      "pid /tmp/nginx.pid;",
      "events {}",
      "http {",
      "  include /etc/nginx/mime.types;",
      `  otel_exporter { endpoint ${calls.collector.address}; }`,
      "  otel_trace on;",
      "  otel_trace_context propagate;",
      "  otel_service_name image-provider;",
      "  server {",
      `    listen ${ports.http};`,
      "    root /static;",
      "    location /status { stub_status on; }",
      "  }",
      "}",
      "",
    ].join("\n"),
  }),
});
