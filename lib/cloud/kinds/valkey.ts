import { madeUpAddress, madeUpAttachment, madeUpCertificate } from "./made-up.ts";
import { cloudKind, idOf, inputAt } from "./kind.ts";

/** Memorystore for Valkey. */
export const valkeyKind = cloudKind("gcp:memorystore/instance:Instance", {
  replaces: [
    "authorizationMode",
    "desiredAutoCreatedEndpoints",
    "desiredPscAutoConnections",
    "gcsSource",
    "instanceId",
    "kmsKey",
    "location",
    "managedBackupSource",
    "mode",
    "project",
    "serverCaMode",
    "serverCaPool",
    "transitEncryptionMode",
    "zoneDistributionConfig",
  ],
  required: ["instanceId", "location", "shardCount"],
  conflicts: [
    ["gcsSource", "managedBackupSource"],
    ["desiredAutoCreatedEndpoints", "desiredPscAutoConnections"],
  ],
  stateful: true,
  id: idOf("projects/{project}/locations/{location}/instances/{instanceId}"),
  copyOf: (inputs) => {
    const backup = inputAt(inputs, "managedBackupSource.backup");
    // The local cloud names a collection of backups by its server.
    const [, place, server] = /^(.*)\/backupCollections\/([^/]+)\/backups\//.exec(String(backup)) ?? [];
    return server === undefined ? undefined : `${place}/instances/${server}`;
  },
  outputs: ({ transitEncryptionMode }, id) => ({
    name: id,
    pscAttachmentDetails: ["PRIMARY", "READER"].map((type) => ({
      connectionType: `CONNECTION_TYPE_${type}`,
      serviceAttachment: madeUpAttachment(`${id}/${type}`),
    })),
    endpoints: [{ connections: [{ pscAutoConnection: { ipAddress: madeUpAddress(id) } }] }],
    managedServerCas: transitEncryptionMode === "SERVER_AUTHENTICATION" ? [{ caCerts: [{ certificates: [madeUpCertificate(id)] }] }] : [],
  }),
});

/** The endpoints of a Valkey that its user made. */
export const valkeyEndpointsKind = cloudKind("gcp:memorystore/instanceDesiredUserCreatedEndpoints:InstanceDesiredUserCreatedEndpoints", {
  replaces: ["project"],
  required: ["name", "region"],
  id: idOf("projects/{project}/locations/{region}/instances/{name}"),
});
