import * as z from "zod/mini";
import { fitName } from "../../base/fit-name.ts";
import { checkProtection, type StatefulOptions, statefulFields } from "./stateful-options.ts";
import { atGoogleApis } from "./addressing.ts";
import { type Gives, type Instance, instanceName, modeProblem, type NeedKind, none } from "./need.ts";

/** The port of Google APIs, which pods reach over the stack's private endpoint. */
export const GOOGLE_APIS_PORT = 443;

/** Cloud Storage allows 63 characters in a bucket's name without dots. */
const MAX_BUCKET_NAME = 63;

/** A Cloud Storage bucket that a service needs. */
export interface BucketNeed<S extends boolean = boolean> extends Gives<BoundBucket<S>>, StatefulOptions {
  readonly kind: "bucket";
  readonly versioning: boolean;
  readonly signedUrls?: S;
}

export interface BucketOptions<S extends boolean = boolean> extends StatefulOptions {
  /** True if the bucket keeps older versions of an object. @default true */
  readonly versioning?: boolean;
  /** True if the service signs URLs of objects. The service then gets `signer`, a Google service account. @default false */
  readonly signedUrls?: S;
}

/** The values that a service gets for a bucket. */
export type BoundBucket<S extends boolean = boolean> = {
  /** The bucket's name: `<project>-<stack>-<service>-<need>`. The project's id makes it globally unique. */
  readonly name: string;
} & (S extends true
  ? {
      /** The email address of the Google service account that signs URLs. */
      readonly signer: string;
    }
  : unknown);

/** Declares a Cloud Storage bucket that belongs to the service, one for each stack: `bucket()`. */
export const bucket = <const S extends boolean = false>({ versioning = true, ...options }: BucketOptions<S> = {}): BucketNeed<
  NoInfer<S>
> => ({ kind: "bucket", versioning, ...options });

/** Returns the name of a bucket. The id of the project makes it globally unique. */
export const bucketName = (instance: Instance): string => `${instance.project}-${instanceName(instance)}`;

/** Google allows 30 characters in the id of an account. */
const MAX_ACCOUNT_ID = 30;

/** Returns the id of the Google service account that signs URLs of a bucket. */
export const signerId = (instance: Instance): string => fitName(`${instanceName(instance)}-signer`, MAX_ACCOUNT_ID);

/** Returns the email address of the account that signs URLs of a bucket. */
export const signerOf = (instance: Instance): string => `${signerId(instance)}@${instance.project}.iam.gserviceaccount.com`;

export const bucketKind: NeedKind<BucketNeed> = {
  summary: "A Cloud Storage bucket.",
  example: "bucket()",
  gives: ["name"],
  givesWith: { signedUrls: ["signer"] },
  instanceForm: "<project>-<stack>-<service>-<need>",
  schema: z.strictObject({ kind: z.literal("bucket"), versioning: z.boolean(), signedUrls: z.optional(z.boolean()), ...statefulFields }),
  nameOf: () => "bucket",
  bind: ({ signedUrls }, instance) => ({ name: bucketName(instance), ...(signedUrls === true ? { signer: signerOf(instance) } : {}) }),
  globalName: (_need, instance) => bucketName(instance),
  egress: () => [GOOGLE_APIS_PORT],
  addressing: atGoogleApis,
  identity: () => true,
  shareable: () => true,
  differs: (need, other) => modeProblem(need, other, ["signedUrls"]),
  secrets: none,
  check: (need, { instance, tier, report }) => {
    checkProtection(need, tier, report);
    const name = bucketName(instance);
    if (name.length > MAX_BUCKET_NAME) {
      report("", `the bucket name "${name}" has ${name.length} characters; at most ${MAX_BUCKET_NAME} fit`, "shorten the need's name");
    }
  },
};
