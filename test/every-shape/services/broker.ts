import { defineService, exec } from "fairlead";

/** A StatefulSet without ports and volumes. */
export default defineService("broker", {
  owner: "shop@example.com",
  image: "ghcr.io/acme/broker",
  health: { readiness: exec(["a"]), liveness: exec(["b"]) },
  stateful: {},
});
