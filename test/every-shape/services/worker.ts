import { defineService, exec } from "fairlead";
export default defineService("worker", {
  owner: "shop@example.com",
  image: "ghcr.io/acme/worker",
  health: { readiness: exec(["a"]), liveness: exec(["b"]) },
});
