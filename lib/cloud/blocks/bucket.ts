import type { BucketNeed } from "../../model/needs/bucket.ts";
import { bucketName, signerId, signerOf } from "../../model/needs/bucket.ts";
import { instanceName } from "../../model/needs/need.ts";
import { noCopies } from "../copy-block.ts";
import { blockOf, keyOf, labelsOf, type NeedBlock, type NeedPlace } from "../need-place.ts";
import { type AnyCloudResource, outputOf, resourcesOf } from "../resource.ts";

/** Days for which Cloud Storage keeps a deleted object: its default. */
const SOFT_DELETE_DAYS = 7;

/** Older versions of an object that a bucket keeps. */
const KEPT_VERSIONS = 5;

/** Days after which the parts of an unfinished upload go. */
const UPLOAD_DAYS = 7;

const BUCKET = "gcp:storage/bucket:Bucket";
const ACCOUNT = "gcp:serviceaccount/account:Account";

export const bucketBlock: NeedBlock<BucketNeed> = {
  resources,
  copies: ({ versioning }, { instance }) =>
    noCopies(
      `has no backup as a whole: ${versioning ? `it keeps the last ${KEPT_VERSIONS} versions of each object, and ` : ""}it keeps a deleted object for ${SOFT_DELETE_DAYS} days`,
      versioning
        ? `gcloud storage ls --all-versions gs://${bucketName(instance)}/<object>; then copy the version that you want`
        : `gcloud storage restore gs://${bucketName(instance)}/<object>`,
      {
        keeps: `${versioning ? `the last ${KEPT_VERSIONS} versions of each object, and ` : ""}a deleted object for ${SOFT_DELETE_DAYS} days`,
      },
    ),
  grant: (make, instance, { member, name, isOwn }, { signedUrls }) => {
    const own = make("gcp:storage/bucketIAMMember:BucketIAMMember", name, {
      bucket: isOwn ? outputOf({ type: BUCKET, name: instanceName(instance) }, "name") : bucketName(instance),
      member,
      role: USER,
    });
    if (signedUrls !== true) return own;
    const id = `projects/${instance.project}/serviceAccounts/${signerOf(instance)}`;
    // Cloud Storage accepts signatures of Google service accounts only, so the service asks one to sign.
    const signs = make("gcp:serviceaccount/iAMMember:IAMMember", `${name}-signer`, {
      member,
      role: "roles/iam.serviceAccountTokenCreator",
      serviceAccountId: isOwn ? outputOf({ type: ACCOUNT, name: signerId(instance) }, "id") : id,
    });
    return [own, signs];
  },
};

/** The permission to read and write objects. */
const USER = "roles/storage.objectUser";

/** Returns the inputs that every bucket has: nobody loses an object by accident, and old ones go by themselves. */
export function bucketCare(key: string | undefined, versioning: boolean) {
  const unfinished = { action: { type: "AbortIncompleteMultipartUpload" }, condition: { age: UPLOAD_DAYS } };
  const older = { action: { type: "Delete" }, condition: { numNewerVersions: KEPT_VERSIONS, withState: "ARCHIVED" } };
  return {
    ...(key === undefined ? {} : { encryption: { defaultKmsKeyName: key } }),
    forceDestroy: false,
    lifecycleRules: versioning ? [older, unfinished] : [unfinished],
    softDeletePolicy: { retentionDurationSeconds: SOFT_DELETE_DAYS * 86_400 },
    uniformBucketLevelAccess: true,
    versioning: { enabled: versioning },
  };
}

/** Makes a Cloud Storage bucket that nobody can open to the public. */
function resources({ versioning, signedUrls }: BucketNeed, place: NeedPlace): readonly AnyCloudResource[] {
  const { stack, instance } = place;
  return [
    resourcesOf(blockOf("Bucket", instance))(
      BUCKET,
      instanceName(instance),
      {
        ...bucketCare(keyOf(stack), versioning),
        labels: labelsOf(place),
        location: stack.region.toUpperCase(),
        name: bucketName(instance),
        project: stack.project,
        publicAccessPrevention: "enforced",
      },
      { protect: place.protect },
    ),
    ...(signedUrls === true ? signer(place) : []),
  ];
}

/** Makes the account that signs URLs. A URL permits no more than its account may do. */
function signer({ stack: { project }, instance }: NeedPlace): readonly AnyCloudResource[] {
  const make = resourcesOf(blockOf("Bucket", instance));
  const id = signerId(instance);
  const account = make(ACCOUNT, id, { accountId: id, displayName: `Signs URLs of ${instanceName(instance)}`, project });
  const bucket = outputOf({ type: BUCKET, name: instanceName(instance) }, "name");
  return [account, make("gcp:storage/bucketIAMMember:BucketIAMMember", id, { bucket, member: outputOf(account, "member"), role: USER })];
}
