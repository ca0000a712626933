import { defineService, exec, none } from "fairlead";
export default defineService("worker", {
  owner: "shop@example.com",
  image: "ghcr.io/acme/worker",
  health: {
    readiness: exec(["a"], { initialDelaySeconds: 0, periodSeconds: 3, timeoutSeconds: 4, failureThreshold: 5, successThreshold: 2 }),
    liveness: none("the process exits if it fails"),
    startup: exec(["c"], { failureThreshold: 200 }),
  },
});
