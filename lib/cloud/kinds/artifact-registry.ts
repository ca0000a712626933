import { cloudKind, idOf, textOf } from "./kind.ts";

/** A repository of container images. */
export const repositoryKind = cloudKind("gcp:artifactregistry/repository:Repository", {
  replaces: [
    "format",
    "kmsKeyName",
    "location",
    "mavenConfig.allowSnapshotOverwrites",
    "mavenConfig.versionPolicy",
    "mode",
    "project",
    "remoteRepositoryConfig",
    "repositoryId",
  ],
  required: ["format", "repositoryId"],
  conflicts: [["remoteRepositoryConfig", "virtualRepositoryConfig"]],
  stateful: true,
  id: idOf("projects/{project}/locations/{location}/repositories/{repositoryId}"),
  outputs: (inputs) => ({ name: textOf(inputs, "repositoryId") }),
});

/** Identities of another system, such as a CI. */
export const identityPoolKind = cloudKind("gcp:iam/workloadIdentityPool:WorkloadIdentityPool", {
  replaces: ["project", "workloadIdentityPoolId"],
  required: ["workloadIdentityPoolId"],
  id: idOf("projects/{project}/locations/global/workloadIdentityPools/{workloadIdentityPoolId}"),
  outputs: (_inputs, id) => ({ name: id, state: "ACTIVE" }),
});

/** The trust in the tokens of another system. */
export const identityProviderKind = cloudKind("gcp:iam/workloadIdentityPoolProvider:WorkloadIdentityPoolProvider", {
  replaces: ["project", "workloadIdentityPoolId", "workloadIdentityPoolProviderId"],
  required: ["workloadIdentityPoolId", "workloadIdentityPoolProviderId"],
  conflicts: [["aws", "oidc", "saml", "x509"]],
  id: idOf("projects/{project}/locations/global/workloadIdentityPools/{workloadIdentityPoolId}/providers/{workloadIdentityPoolProviderId}"),
  outputs: (_inputs, id) => ({ name: id, state: "ACTIVE" }),
});
