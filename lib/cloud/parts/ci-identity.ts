import { fitName } from "../../base/fit-name.ts";
import { registryOf } from "../../model/cloud/artifact-registry.ts";
import type { StackModel } from "../../model/model.ts";
import { isProtected } from "../need-place.ts";
import { type AnyCloudResource, outputOf, resourcesOf, type WithProjectNumber } from "../resource.ts";

/** The issuer of the tokens of GitHub Actions. */
const ISSUER = "https://token.actions.githubusercontent.com";

/** Returns the id of the pool. Source: 4 to 32 characters, and "gcp-" is reserved. */
const poolId = ({ name }: StackModel): string => fitName(`ci-${name}`, 32);

/** Returns the identity of the Actions of a GitHub repository. */
export const ciMember = (stack: StackModel, repository: string): WithProjectNumber => ({
  kind: "projectNumber",
  project: stack.project,
  text: `principalSet://iam.googleapis.com/projects/%/locations/global/workloadIdentityPools/${poolId(stack)}/attribute.repository/${repository}`,
});

/** Returns the part of a grant's name that stands for a GitHub repository: `acme--cart`. */
export const ciName = (repository: string): string => repository.replace("/", "--");

/** Lists the GitHub repositories whose Actions may write: images or files of a site. */
const ciRepositories = ({ cloud: { registry, sites = {} } }: StackModel): readonly string[] => [
  ...new Set([
    ...(registry === undefined ? [] : registryOf(registry).github),
    ...Object.values(sites).flatMap(({ github = [] }) => github),
  ]),
];

/** Makes the pool of identities of the CI. It trusts tokens of the GitHub repositories that the stack names, and of no others. */
export function ciIdentity(stack: StackModel): readonly AnyCloudResource[] {
  const github = ciRepositories(stack);
  if (github.length === 0) return [];
  const { project } = stack;
  const make = resourcesOf({ kind: "Registry", name: stack.name });
  const id = poolId(stack);
  const pool = make(
    "gcp:iam/workloadIdentityPool:WorkloadIdentityPool",
    id,
    { displayName: id, project, workloadIdentityPoolId: id },
    // Google keeps the name of a deleted pool for 30 days.
    { protect: isProtected(stack.tier) },
  );
  const provider = make("gcp:iam/workloadIdentityPoolProvider:WorkloadIdentityPoolProvider", id, {
    // Without the condition, any repository of GitHub would be trusted.
    attributeCondition: `assertion.repository in [${[...github]
      .sort()
      .map((name) => `"${name}"`)
      .join(", ")}]`,
    attributeMapping: {
      "attribute.ref": "assertion.ref",
      "attribute.repository": "assertion.repository",
      "google.subject": "assertion.sub",
    },
    oidc: { issuerUri: ISSUER },
    project,
    workloadIdentityPoolId: outputOf(pool, "workloadIdentityPoolId"),
    workloadIdentityPoolProviderId: "github",
  });
  return [pool, provider];
}
