import { allServices, defineStack, override } from "fairlead";
import frontend from "../services/frontend.ts";

export default defineStack("prod", {
  tier: "prod",
  region: "europe-west1",
  project: "otel-demo-prod",
  cluster: "prod",
  namespace: "otel-demo",
  services: allServices,
  domain: "demo.example.com",
  gateway: { name: "external", namespace: "gateway", class: "gke-l7-global-external-managed" },
  overrides: [override(frontend, { scale: { min: 4, max: 20 } })],
});
