import * as z from "zod/mini";
import { checkProtection, type StatefulOptions, statefulFields } from "./stateful-options.ts";
import { atGoogleApis } from "./addressing.ts";
import { type Gives, type Instance, instanceName, type NeedKind, none } from "./need.ts";

/** The port of Google APIs, which pods reach over the stack's private endpoint. */
export const GOOGLE_APIS_PORT = 443;

/** Cloud Storage allows 63 characters in a bucket's name without dots. */
const MAX_BUCKET_NAME = 63;

/** A Cloud Storage bucket that a service needs. */
export interface BucketNeed extends Gives<BoundBucket>, StatefulOptions {
  readonly kind: "bucket";
  readonly versioning: boolean;
}

export interface BucketOptions extends StatefulOptions {
  /** True if the bucket keeps older versions of an object. @default true */
  readonly versioning?: boolean;
}

/** The values that a service gets for a bucket. */
export interface BoundBucket {
  /** The bucket's name: `<project>-<stack>-<service>-<need>`. The project's id makes it globally unique. */
  readonly name: string;
}

/** Declares a Cloud Storage bucket that belongs to the service, one for each stack: `bucket()`. */
export const bucket = ({ versioning = true, ...options }: BucketOptions = {}): BucketNeed => ({ kind: "bucket", versioning, ...options });

/** Returns the name of a bucket. The id of the project makes it globally unique. */
export const bucketName = (instance: Instance): string => `${instance.project}-${instanceName(instance)}`;

export const bucketKind: NeedKind<BucketNeed> = {
  summary: "A Cloud Storage bucket.",
  example: "bucket()",
  gives: ["name"],
  instanceForm: "<project>-<stack>-<service>-<need>",
  schema: z.strictObject({ kind: z.literal("bucket"), versioning: z.boolean(), ...statefulFields }),
  nameOf: () => "bucket",
  bind: (_need, instance) => ({ name: bucketName(instance) }),
  globalName: (_need, instance) => bucketName(instance),
  egress: () => [GOOGLE_APIS_PORT],
  addressing: atGoogleApis,
  identity: () => true,
  shareable: () => true,
  secrets: none,
  check: (need, { instance, tier, report }) => {
    checkProtection(need, tier, report);
    const name = bucketName(instance);
    if (name.length > MAX_BUCKET_NAME) {
      report("", `the bucket name "${name}" has ${name.length} characters; at most ${MAX_BUCKET_NAME} fit`, "shorten the need's name");
    }
  },
};
