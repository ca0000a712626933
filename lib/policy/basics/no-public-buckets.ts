import type { Policy } from "../policy.ts";
import { type BasicPolicyOptions, basicPolicy } from "./basic-policy.ts";

/** The members that stand for everybody. */
const EVERYBODY: readonly unknown[] = ["allUsers", "allAuthenticatedUsers"];

/** Refuses buckets that may be opened to everybody, and permissions for everybody. */
export const noPublicBuckets = (options: BasicPolicyOptions = {}): Policy =>
  basicPolicy("no-public-buckets", options, {
    why: "everybody on the internet can read a public bucket",
    fix: 'set publicAccessPrevention: "enforced", and name a member other than allUsers and allAuthenticatedUsers',
    cloud: (resource) => {
      if (resource.type === "gcp:storage/bucket:Bucket") {
        const { publicAccessPrevention } = resource.inputs;
        return publicAccessPrevention === "enforced"
          ? []
          : [
              {
                path: "publicAccessPrevention",
                message: `must be "enforced", and is ${JSON.stringify(publicAccessPrevention) ?? "not set"}`,
              },
            ];
      }
      if (resource.type !== "gcp:storage/bucketIAMMember:BucketIAMMember" || !EVERYBODY.includes(resource.inputs.member)) return [];
      return [{ path: "member", message: `${JSON.stringify(resource.inputs.member)} is everybody` }];
    },
  });
