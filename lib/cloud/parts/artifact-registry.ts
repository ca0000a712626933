import { type RegistryInput, registryOf } from "../../model/cloud/artifact-registry.ts";
import type { StackModel } from "../../model/model.ts";
import { fitName } from "../../base/fit-name.ts";
import { stackLabels } from "../cloud-names.ts";
import { isProtected } from "../need-place.ts";
import { type AnyCloudResource, outputOf, resourcesOf } from "../resource.ts";
import type { StackPart } from "./stack-part.ts";

/** The issuer of the tokens of GitHub Actions. */
const ISSUER = "https://token.actions.githubusercontent.com";

/** Images without a tag go after 30 days. */
const UNTAGGED = { olderThan: "2592000s", tagState: "UNTAGGED" } as const;

/** Makes repositories with tags that nobody moves, and lets Actions of some GitHub repositories push to them. */
export const registryStackPart: StackPart<RegistryInput> = {
  inNetwork: false,
  resources: (input, stack) => {
    const { repositories, github } = registryOf(input);
    const { project, region } = stack;
    const make = resourcesOf({ kind: "Registry", name: stack.name });
    const made = repositories.map((name) =>
      make(
        "gcp:artifactregistry/repository:Repository",
        name,
        {
          cleanupPolicies: [{ action: "DELETE", condition: UNTAGGED, id: "untagged" }],
          description: `Container images of ${stack.name}`,
          dockerConfig: { immutableTags: true },
          format: "DOCKER",
          labels: stackLabels(stack),
          location: region,
          project,
          repositoryId: name,
        },
        { protect: isProtected(stack.tier) },
      ),
    );
    if (github.length === 0) return made;
    const pool = poolId(stack);
    const grants = made.flatMap((repository) =>
      github.map((name) =>
        make("gcp:artifactregistry/repositoryIamMember:RepositoryIamMember", `${repository.name}.${name.replace("/", "--")}`, {
          location: region,
          member: {
            kind: "projectNumber",
            project,
            text: `principalSet://iam.googleapis.com/projects/%/locations/global/workloadIdentityPools/${pool}/attribute.repository/${name}`,
          },
          project,
          repository: outputOf(repository, "name"),
          role: "roles/artifactregistry.writer",
        }),
      ),
    );
    return [...made, ...ciIdentity(stack, github), ...grants];
  },
};

/** Returns the id of the pool. Source: 4 to 32 characters, and "gcp-" is reserved. */
const poolId = ({ name }: StackModel): string => fitName(`ci-${name}`, 32);

/** Makes the pool of identities of the CI. It trusts tokens of the given GitHub repositories only. */
function ciIdentity(stack: StackModel, github: readonly string[]): readonly AnyCloudResource[] {
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
