import { podMonitoring, defineConfig, servicesWhere } from "fairlead";

/** A fleet that uses every field of the specs once. Tests render and judge the fields that the sample fleet does not use. */
export default defineConfig({
  name: "every-shape",
  monitoring: podMonitoring(),
  repository: { url: "https://github.com/example/every-shape.git" },
  defaults: [
    {
      env: { REGION_HINT: "none" },
      graceSeconds: 50,
      health: { path: "/health" },
      patch: { NetworkPolicy: ({ metadata }) => void (metadata && (metadata.annotations = { note: "shared" })) },
    },
    servicesWhere({ listens: "grpc" }, { resources: { storage: "512Mi" }, env: ({ ports }) => ({ PORTS: Object.keys(ports).join(",") }) }),
    servicesWhere({ component: "cron", tier: "prod" }, { priority: "normal" }),
  ],
});
