import { FAIRLEAD } from "../../../base/fairlead.ts";
import type { InitAnswers } from "../answers.ts";

/** Returns `README.md`. */
export const readmeTemplate = ({ name, repository, branch, stack, service }: InitAnswers): string => `# ${name}: manifests

This repository holds the services of ${name} and their Kubernetes manifests.
[Fairlead](https://github.com/fairlead/fairlead) renders the manifests. People review them in pull requests. Argo CD applies the branch \`${branch}\`.

| Path | What it holds |
|---|---|
| \`services/\` | one typed spec for each service |
| \`stacks/\` | one file for each stack: a namespace of a cluster, and the services that run there |
| \`releases/\` | the version datastore, where builds are recorded |
| \`pulumi-gen/\` | the generated manifests and locks; never edit them by hand |

## Change something

\`\`\`sh
npm ci
npm run gen              # write the manifests of changed specs
${FAIRLEAD} up          # take new releases, too
${FAIRLEAD} diff HEAD   # read the change, object by object
npx tsc                  # check the types of the specs
\`\`\`

Commit the specs together with \`pulumi-gen/\`, and open a pull request. CI fails if the two differ.

- \`${FAIRLEAD} new service\` and \`${FAIRLEAD} new stack\` write specs to begin with.
- \`${FAIRLEAD} explain ${stack}/${service} <path>\` names the field that sets a value.
- \`${FAIRLEAD} --help\` lists all commands.

## Release and roll back

CI of an application records each image that it pushes:

\`\`\`sh
${FAIRLEAD} release record ${service} --image <repository> --tag <tag> --digest sha256:<digest> --commit <commit> --run <number>
\`\`\`

The next \`${FAIRLEAD} up\` moves the stacks to it. To roll back, revert the commit: \`git revert <commit>\`. The rollback stays, until a
newer release or \`${FAIRLEAD} resume\` lifts it.

## Connect a cluster

Argo CD must be able to read ${repository}. Then apply the Application over all stacks once. From then on, it follows the repository:

\`\`\`sh
kubectl apply -f pulumi-gen/argocd/bootstrap/
\`\`\`
`;
