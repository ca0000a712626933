import { type RegistryInput, registryOf } from "../../model/cloud/artifact-registry.ts";
import { stackLabels } from "../cloud-names.ts";
import { isProtected } from "../need-place.ts";
import { outputOf, resourcesOf } from "../resource.ts";
import { ciMember, ciName } from "./ci-identity.ts";
import type { StackPart } from "./stack-part.ts";

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
    const grants = made.flatMap((repository) =>
      github.map((name) =>
        make("gcp:artifactregistry/repositoryIamMember:RepositoryIamMember", `${repository.name}.${ciName(name)}`, {
          location: region,
          member: ciMember(stack, name),
          project,
          repository: outputOf(repository, "name"),
          role: "roles/artifactregistry.writer",
        }),
      ),
    );
    return [...made, ...grants];
  },
};
