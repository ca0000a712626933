import { defineService, redis } from "fairlead";
import orders from "../orders.ts";
export default defineService("cleanup", {
  owner: "shop@example.com",
  image: "ghcr.io/acme/cleanup",
  schedule: { cron: "*/5 1-3 * * MON-FRI", timeZone: "Europe/Berlin", startingDeadlineSeconds: 60, timeoutSeconds: 900, retries: 0 },
  calls: () => ({ orders: orders.endpoint("http") }),
  needs: { c: redis({ memoryGb: 1 }) },
  priority: "low",
  tiers: { prod: { schedule: { cron: "0 3 * * *" } } },
});
