import { allServices, defineStack, override } from "fairlead";
import frontend from "../services/frontend.ts";
import loadgenerator from "../services/loadgenerator.ts";

export default defineStack("prod-us-central1", {
  tier: "prod",
  region: "us-central1",
  project: "boutique-prod",
  cluster: "prod-us-central1",
  namespace: "boutique",
  services: allServices.except(loadgenerator),
  privateRange: "10.30.0.0/16",
  domain: "us.boutique.example.com",
  quota: { pods: 220, cpu: "25", memory: "20Gi" },
  overrides: [override(frontend, { scale: { min: 4, max: 40 } })],
});
