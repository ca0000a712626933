import { bucket, defineService, use } from "fairlead";
import emailservice from "./emailservice.ts";
import orderservice from "./orderservice.ts";

/** Sends the sales of the day before to the shop's owners. */
export default defineService("salesreport", {
  owner: "marketing@example.com",
  image: "us-central1-docker.pkg.dev/boutique-images/shop/salesreport",
  schedule: { cron: "30 4 * * *", timeZone: "America/Chicago" },
  resources: { cpu: "100m", memory: "128Mi" },
  needs: { orders: use(orderservice.need("orders")), reports: bucket() },
  calls: () => ({ email: emailservice.endpoint("grpc") }),
  env: ({ calls, needs }) => ({
    DATABASE_URL: needs.orders.url,
    DATABASE_PASSWORD_FILE: needs.orders.passwordFile,
    REPORTS_BUCKET: needs.reports.name,
    EMAIL_SERVICE_ADDR: calls.email.address,
  }),
  priority: "low",
});
