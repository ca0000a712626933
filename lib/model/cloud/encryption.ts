import * as z from "zod/mini";
import type { CloudPart } from "./cloud-part.ts";

/** The key of your own that encrypts the data of needs. */
export interface EncryptionInput {
  /** The full name of a key of Cloud KMS in the region of the stack. Its change replaces servers, so decide it at the beginning. */
  readonly key: string;
}

const KEY = /^projects\/[^/]+\/locations\/[^/]+\/keyRings\/[^/]+\/cryptoKeys\/[^/]+$/;

export const encryptionPart: CloudPart<EncryptionInput> = {
  summary: "A key of Cloud KMS that encrypts servers, buckets and topics. A later change replaces the servers, with their data.",
  example: 'encryption: { key: "projects/shop/locations/us-central1/keyRings/data/cryptoKeys/needs" }',
  schema: z.strictObject({
    key: z.string().check(z.regex(KEY, "must be projects/<project>/locations/<region>/keyRings/<ring>/cryptoKeys/<key>")),
  }),
};
