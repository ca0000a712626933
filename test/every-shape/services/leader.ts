import { defineService, scaledBy, single } from "fairlead";

/** One pod on latest, and on prod a number that other software sets. */
export default defineService("leader", {
  owner: "shop@example.com",
  image: "ghcr.io/acme/leader",
  ports: { http: { port: 8080, protocol: "http" } },
  scale: scaledBy("the operator", { max: 5 }),
  tiers: { latest: { scale: single({ because: "one leader" }) } },
});
