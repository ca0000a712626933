import { defineConfig } from "fairlead";

export default defineConfig({
  name: "shop",
  // Argo CD clones this repository and follows the branch.
  repository: { url: "https://github.com/example/shop-ops.git", branch: "main" },
  // Releases are recorded here. A bucket is better as soon as CI records them: gs://<bucket>/<prefix>.
  datastore: "file:releases",
  // The variable that has the address of Slack. The workflows tell it what they find, if FAIRLEAD_NOTIFY is on.
  notify: { slack: { webhook: "SLACK_WEBHOOK" } },
});
