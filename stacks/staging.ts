import { allServices, defineStack } from "fairlead";
import { collector } from "../components/collector.ts";
import { dashboards } from "../components/dashboards.ts";
import loadgenerator from "../services/loadgenerator.ts";

export default defineStack("staging", {
  tier: "staging",
  region: "us-central1",
  project: "boutique-staging",
  cluster: "staging",
  namespace: "boutique",
  services: allServices.except(loadgenerator),
  components: { collector, dashboards },
  privateRange: "10.20.0.0/16",
  domain: "staging.boutique.example.com",
  quota: { pods: 170, cpu: "20", memory: "16Gi" },
});
