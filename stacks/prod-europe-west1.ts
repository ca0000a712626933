import { allServices, defineStack, override } from "fairlead";
import frontend from "../services/frontend.ts";
import loadgenerator from "../services/loadgenerator.ts";

export default defineStack("prod-europe-west1", {
  tier: "prod",
  region: "europe-west1",
  project: "boutique-prod",
  cluster: "prod-europe-west1",
  namespace: "boutique",
  services: allServices.except(loadgenerator),
  privateRange: "10.40.0.0/16",
  domain: "eu.boutique.example.com",
  quota: { pods: 180, cpu: "22", memory: "18Gi" },
  overrides: [override(frontend, { scale: { min: 3, max: 20 } })],
});
