import { defineService, exec, unset } from "fairlead";

/** A StatefulSet without ports and volumes. Its image has files in /tmp. */
export default defineService("broker", {
  owner: "shop@example.com",
  image: "ghcr.io/acme/broker",
  health: { readiness: exec(["a"]), liveness: exec(["b"]) },
  stateful: {},
  writable: { "/tmp": unset },
});
