import { cloudKind, idOf, textOf } from "./kind.ts";

/** A secret. */
export const secretKind = cloudKind("gcp:secretmanager/secret:Secret", {
  replaces: ["project", "replication", "secretId", "tags"],
  required: ["replication", "secretId"],
  stateful: true,
  id: idOf("projects/{project}/secrets/{secretId}"),
  outputs: (_inputs, id) => ({ name: id }),
});

/** A version of a secret. It never changes: another value is another version. */
export const secretVersionKind = cloudKind("gcp:secretmanager/secretVersion:SecretVersion", {
  replaces: ["isSecretDataBase64", "secret", "secretData", "secretDataWoVersion"],
  deleteBeforeReplace: false,
  required: ["secret"],
  conflicts: [["secretData", "secretDataWo"]],
  writeOnly: ["secretDataWo"],
  endsWith: { type: "gcp:secretmanager/secret:Secret", input: "secret" },
  id: (inputs) => `${textOf(inputs, "secret")}/versions/${textOf(inputs, "secretDataWoVersion")}`,
  outputs: (_inputs, id) => ({ name: id }),
});
