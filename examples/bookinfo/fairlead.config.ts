import { defineConfig, serviceMonitor } from "fairlead";

export default defineConfig({
  name: "bookinfo",
  repository: { url: "https://github.com/example/bookinfo-ops.git" },
  monitoring: serviceMonitor({ namespace: "monitoring" }),
});
