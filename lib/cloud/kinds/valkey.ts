import { madeUpAddress, madeUpCertificate } from "./made-up.ts";
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
    endpoints: [{ connections: [{ pscAutoConnection: { ipAddress: madeUpAddress(id) } }] }],
    managedServerCas: transitEncryptionMode === "SERVER_AUTHENTICATION" ? [{ caCerts: [{ certificates: [madeUpCertificate(id)] }] }] : [],
  }),
});
