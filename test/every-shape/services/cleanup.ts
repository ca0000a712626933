import { defineService, redis } from "fairlead";
import orders from "./orders.ts";
export default defineService("cleanup", {
  owner: "shop@example.com",
  image: "ghcr.io/acme/cleanup",
  schedule: { cron: "*/5 1-3 * * MON-FRI" },
  calls: () => ({ orders: orders.endpoint("http") }),
  needs: { c: redis({ memoryGb: 1 }) },
  priority: "low",
});
