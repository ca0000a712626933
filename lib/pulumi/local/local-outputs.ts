import type { CloudType } from "../../cloud/cloud-types.ts";
import { hashOf } from "../../base/hash.ts";

type Values = Readonly<Record<string, unknown>>;

/** Returns the number of a project. Each machine invents the same one. */
export const projectNumber = (project: string): string => String(Number.parseInt(hashOf(project).slice(0, 10), 16) + 1);

/** Invents the outputs that the cloud would compute. The same id gives the same outputs. */
export const localOutputs = (type: CloudType, id: string): Values => OUTPUTS[type]?.(id) ?? {};

const OUTPUTS: Partial<Readonly<Record<CloudType, (id: string) => Values>>> = {
  "gcp:redis/instance:Instance": (id) => ({
    authString: hashOf(`password of ${id}`).slice(0, 36),
    host: addressOf(id),
    port: 6379,
    serverCaCerts: [{ cert: certificateOf(id) }],
  }),
  "gcp:memorystore/instance:Instance": (id) => ({
    endpoints: [{ connections: [{ pscAutoConnection: { ipAddress: addressOf(id) } }] }],
    managedServerCas: [{ caCerts: [{ certificates: [certificateOf(id)] }] }],
    name: id,
  }),
  "gcp:sql/databaseInstance:DatabaseInstance": (id) => ({
    privateIpAddress: addressOf(id),
    serverCaCerts: [{ cert: certificateOf(id) }],
  }),
  "gcp:secretmanager/secret:Secret": (id) => ({ name: id }),
  "gcp:secretmanager/secretVersion:SecretVersion": (id) => ({ name: id }),
};

/** Returns an address of `10.0.0.0/8`. */
const addressOf = (id: string): string => `10.${[0, 2, 4].map((at) => Number.parseInt(hashOf(id).slice(at, at + 2), 16)).join(".")}`;

const certificateOf = (id: string): string => `-----BEGIN CERTIFICATE-----\n${hashOf(id)}\n-----END CERTIFICATE-----\n`;
