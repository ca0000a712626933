import { allServices, defineStack } from "fairlead";

export default defineStack("latest", {
  tier: "latest",
  region: "us-central1",
  project: "shop-latest",
  cluster: "latest",
  namespace: "shop",
  services: allServices,
});
