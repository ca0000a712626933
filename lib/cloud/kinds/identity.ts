import type { CloudType } from "../cloud-types.ts";
import { type CloudKind, cloudKind, idOf, type InputPath, lastPart, textOf } from "./kind.ts";

/** A Google service account. */
export const accountKind = cloudKind("gcp:serviceaccount/account:Account", {
  replaces: ["accountId", "project"],
  required: ["accountId"],
  id: (inputs) =>
    `projects/${textOf(inputs, "project")}/serviceAccounts/${emailOf(textOf(inputs, "accountId"), textOf(inputs, "project"))}`,
  outputs: (_inputs, id) => ({ email: lastPart(id), member: `serviceAccount:${lastPart(id)}`, name: id }),
});

const emailOf = (account: string, project: string): string => `${account}@${project}.iam.gserviceaccount.com`;

/** Makes the kind of grants on one kind of resources. A grant never changes: another member or role is another grant. */
const grantKind = <T extends CloudType>(type: T, target: string, paths: readonly InputPath<T>[]): CloudKind<T> =>
  cloudKind(type, {
    replaces: paths,
    deleteBeforeReplace: false,
    required: paths.filter((path) => path !== "project" && path !== "condition"),
    id: idOf(`${target}/{role}/{member}`),
    importId: idOf(`${target} {role} {member}`),
  });

export const bucketGrantKind = grantKind("gcp:storage/bucketIAMMember:BucketIAMMember", "b/{bucket}", [
  "bucket",
  "condition",
  "member",
  "role",
]);

export const topicGrantKind = grantKind("gcp:pubsub/topicIAMMember:TopicIAMMember", "projects/{project}/topics/{topic}", [
  "condition",
  "member",
  "project",
  "role",
  "topic",
]);

export const subscriptionGrantKind = grantKind(
  "gcp:pubsub/subscriptionIAMMember:SubscriptionIAMMember",
  "projects/{project}/subscriptions/{subscription}",
  ["condition", "member", "project", "role", "subscription"],
);

export const accountGrantKind = grantKind("gcp:serviceaccount/iAMMember:IAMMember", "{serviceAccountId}", [
  "condition",
  "member",
  "role",
  "serviceAccountId",
]);

export const repositoryGrantKind = grantKind(
  "gcp:artifactregistry/repositoryIamMember:RepositoryIamMember",
  "projects/{project}/locations/{location}/repositories/{repository}",
  ["condition", "location", "member", "project", "repository", "role"],
);

export const secretGrantKind = grantKind("gcp:secretmanager/secretIamMember:SecretIamMember", "projects/{project}/secrets/{secretId}", [
  "condition",
  "member",
  "project",
  "role",
  "secretId",
]);

export const projectGrantKind = grantKind("gcp:projects/iAMMember:IAMMember", "{project}", ["condition", "member", "project", "role"]);
