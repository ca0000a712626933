import { allServices, defineStack, override, podMonitoring } from "fairlead";
import frontend from "../services/frontend.ts";

export default defineStack("prod", {
  tier: "prod",
  region: "europe-west1",
  project: "otel-demo-prod",
  cluster: "prod",
  namespace: "otel-demo",
  services: allServices,
  apiServer: "172.16.0.2/32",
  domain: "demo.example.com",
  monitoring: podMonitoring(),
  gateway: { class: "gke-l7-global-external-managed" },
  overrides: [override(frontend, { scale: { min: 4, max: 20 } })],
});
