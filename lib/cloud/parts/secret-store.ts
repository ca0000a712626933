import { EXTERNAL_SECRETS } from "../../model/cloud/secret-store.ts";
import type { StackModel } from "../../model/model.ts";
import { principalOf } from "../principal.ts";
import { type AnyCloudResource, outputOf, resourcesOf } from "../resource.ts";

/** Permits External Secrets to read the secrets of a stack, and no others of the project. */
export function secretReaders(stack: StackModel, resources: readonly AnyCloudResource[]): readonly AnyCloudResource[] {
  const { project, cloud } = stack;
  if (cloud.secretStore === undefined) return [];
  const { namespace = EXTERNAL_SECRETS, serviceAccount = EXTERNAL_SECRETS } = cloud.secretStore;
  const member = principalOf(project, namespace, serviceAccount);
  return resources.flatMap((secret) =>
    secret.type === "gcp:secretmanager/secret:Secret"
      ? [
          resourcesOf(secret.block)("gcp:secretmanager/secretIamMember:SecretIamMember", `${secret.name}-reader`, {
            member,
            project,
            role: "roles/secretmanager.secretAccessor",
            secretId: outputOf(secret, "secretId"),
          }),
        ]
      : [],
  );
}
