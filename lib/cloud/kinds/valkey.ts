import { madeUpAddress, madeUpAttachment, madeUpCertificate } from "./made-up.ts";
import { cloudKind, idOf } from "./kind.ts";

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
