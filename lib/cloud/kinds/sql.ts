import { madeUpAddress, madeUpAttachment, madeUpCertificate } from "./made-up.ts";
import { cloudKind, idOf, inputAt, type Properties, textOf } from "./kind.ts";

const SIZE = "settings.diskSize";
const NETWORK = "settings.ipConfiguration.privateNetwork";

/** A server of Cloud SQL. */
export const sqlInstanceKind = cloudKind("gcp:sql/databaseInstance:DatabaseInstance", {
  replaces: ["encryptionKeyName", "masterInstanceName", "name", "project", "region", "replicaConfiguration", "settings.collation"],
  replacesIf: (old, next) => [
    ...(isSmaller(old, next) ? ([SIZE] as const) : []),
    ...(inputAt(old, NETWORK) !== undefined && inputAt(next, NETWORK) === undefined ? ([NETWORK] as const) : []),
  ],
  // A disk that grew by itself is larger than its input.
  ignoresIf: (old, next) => (isSmaller(old, next) && inputAt(next, "settings.diskAutoresize") !== false ? [SIZE] : []),
  required: ["databaseVersion", "name"],
  conflicts: [["rootPassword", "rootPasswordWo"]],
  writeOnly: ["rootPasswordWo"],
  stateful: true,
  id: idOf("projects/{project}/instances/{name}"),
  copyOf: (inputs) => {
    const source = inputAt(inputs, "clone.sourceInstanceName") ?? inputAt(inputs, "restoreBackupContext.instanceId");
    return typeof source === "string" ? `projects/${textOf(inputs, "project")}/instances/${source}` : undefined;
  },
  outputs: ({ project, region, name }, id) => ({
    pscServiceAttachmentLink: madeUpAttachment(id),
    connectionName: [project, region, name].join(":"),
    privateIpAddress: madeUpAddress(id),
    serverCaCerts: [{ cert: madeUpCertificate(id) }],
  }),
});

/** True if the disk shrinks. */
const isSmaller = (old: Properties, next: Properties): boolean => Number(inputAt(next, SIZE)) < Number(inputAt(old, SIZE));

/** A database of a server. */
export const sqlDatabaseKind = cloudKind("gcp:sql/database:Database", {
  replaces: ["instance", "name", "project"],
  required: ["instance", "name"],
  stateful: true,
  id: idOf("projects/{project}/instances/{instance}/databases/{name}"),
});

/** A user of a server. */
export const sqlUserKind = cloudKind("gcp:sql/user:User", {
  replaces: ["host", "instance", "name", "project", "type"],
  required: ["instance", "name"],
  conflicts: [["password", "passwordWo"]],
  writeOnly: ["passwordWo"],
  id: idOf("{name}//{instance}"),
  importId: idOf("{project}/{instance}/{name}"),
  endsWith: { type: "gcp:sql/databaseInstance:DatabaseInstance", input: "instance" },
});
