import { madeUpAddress, madeUpCertificate } from "./made-up.ts";
import { cloudKind, idOf, type Properties } from "./kind.ts";

/** Memorystore for Redis. */
export const redisKind = cloudKind("gcp:redis/instance:Instance", {
  replaces: [
    "alternativeLocationId",
    "authorizedNetwork",
    "connectMode",
    "customerManagedKey",
    "locationId",
    "name",
    "project",
    "region",
    "reservedIpRange",
    "tier",
    "transitEncryptionMode",
  ],
  replacesIf: (old, next) => (versionOf(next) < versionOf(old) ? ["redisVersion"] : []),
  required: ["memorySizeGb", "name"],
  stateful: true,
  id: idOf("projects/{project}/locations/{region}/instances/{name}"),
  outputs: ({ authEnabled, transitEncryptionMode }, id) => {
    const isEncrypted = transitEncryptionMode === "SERVER_AUTHENTICATION";
    return {
      host: madeUpAddress(id),
      port: isEncrypted ? 6378 : 6379,
      ...(authEnabled === true ? { authString: `local-${id}` } : {}),
      serverCaCerts: isEncrypted ? [{ cert: madeUpCertificate(id) }] : [],
    };
  },
});

/** Returns the number in `REDIS_7_2`. `REDIS_6_X` has no minor version, so Google compares it with nothing. */
function versionOf({ redisVersion }: Properties): number {
  const [, major, minor] = /^REDIS_(\d+)_(\d+)$/.exec(String(redisVersion)) ?? [];
  return major === undefined ? Number.NaN : Number(`${major}.${minor}`);
}
