import { messageOf } from "../../base/errors.ts";
import { UserError } from "../../base/user-error.ts";

/** The use of a bucket, with the permissions that it needs. */
export type BucketUse = "list" | "read" | "remove";

const PERMISSIONS: Readonly<Record<BucketUse, string>> = {
  list: "storage.objects.list",
  read: "storage.objects.get",
  remove: "storage.objects.delete",
};

/** Returns the status that an error of Cloud Storage's client has. */
const statusOf = (error: unknown): unknown => (error instanceof Error && "code" in error ? error.code : undefined);

const LOGIN = "gcloud auth application-default login, or set GOOGLE_APPLICATION_CREDENTIALS to the file of a service account's key";

/** Explains an error of Cloud Storage's client. The hint says how to go on. */
export function bucketError(error: unknown, url: string, bucket: string, use: BucketUse): UserError {
  const reason = messageOf(error).split("\n")[0] ?? "";
  const failure = (why: string, hint: string): UserError =>
    new UserError("STATE", `cannot ${use} the state in ${url}: ${why}`, { path: url, hint, cause: error });
  switch (statusOf(error)) {
    case 404:
      return failure(
        `there is no bucket "${bucket}"`,
        `gcloud storage buckets create gs://${bucket} --uniform-bucket-level-access, or correct "state" in fairlead.config.ts`,
      );
    case 401:
      return failure(`Cloud Storage does not accept the credentials: ${reason}`, LOGIN);
    case 403:
      return failure(
        `${PERMISSIONS[use]} is missing on the bucket "${bucket}": ${reason}`,
        `gcloud storage buckets add-iam-policy-binding gs://${bucket} --member=<the account that runs this> --role=roles/storage.objectUser`,
      );
    default:
      return /credential/i.test(reason)
        ? failure(`there are no credentials for Google Cloud: ${reason}`, LOGIN)
        : failure(reason, "run it again; outages: https://status.cloud.google.com");
  }
}
