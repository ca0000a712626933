import { defineConfig, podMonitoring } from "fairlead";

export default defineConfig({
  name: "online-boutique",
  repository: { url: "https://github.com/example/online-boutique-ops.git", branch: "main" },
  monitoring: podMonitoring(),
});
