import * as z from "zod/mini";
import { instanceName, type NeedKind, none } from "./need.ts";

/** Google APIs are reached over the stack's private endpoint, by TLS. */
export const GOOGLE_APIS_PORT = 443;

export interface BucketNeed {
  readonly kind: "bucket";
  readonly versioning: boolean;
}

export interface BucketOptions {
  /** Whether older versions of an object are kept. @default true */
  readonly versioning?: boolean;
}

export interface BoundBucket {
  /** The bucket's name, unique in the world because the project's id is in it. */
  readonly name: string;
}

/** A Cloud Storage bucket of the service's own, one per stack. */
export const bucket = ({ versioning = true }: BucketOptions = {}): BucketNeed => ({ kind: "bucket", versioning });

export const bucketKind: NeedKind<BucketNeed, BoundBucket> = {
  schema: z.strictObject({ kind: z.literal("bucket"), versioning: z.boolean() }),
  bind: (_need, instance) => ({ name: `${instance.project}-${instanceName(instance)}` }),
  egress: () => [GOOGLE_APIS_PORT],
  identity: true,
  secrets: none,
};
