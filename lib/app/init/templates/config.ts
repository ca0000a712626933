import type { InitAnswers } from "../answers.ts";

/** Returns `fairlead.config.ts`. */
export const configTemplate = ({ name, repository, branch }: InitAnswers): string =>
  `import { defineConfig } from "fairlead";

export default defineConfig({
  name: ${JSON.stringify(name)},
  // Argo CD clones this repository and follows the branch.
  repository: { url: ${JSON.stringify(repository)}, branch: ${JSON.stringify(branch)} },
  // Releases are recorded here. A bucket is better as soon as CI records them: gs://<bucket>/<prefix>.
  datastore: "file:releases",
  // The variable that has the address of Slack. The workflows tell it what they find, if FAIRLEAD_NOTIFY is on.
  notify: { slack: { webhook: "SLACK_WEBHOOK" } },
});
`;
