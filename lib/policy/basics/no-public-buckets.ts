import { SITE, SITE_READER } from "../../cloud/parts/sites.ts";
import type { AnyCloudResource } from "../../cloud/resource.ts";
import type { Policy } from "../policy.ts";
import { type BasicPolicyOptions, basicPolicy } from "./basic-policy.ts";

/** The members that stand for everybody. */
const EVERYBODY: readonly unknown[] = ["allUsers", "allAuthenticatedUsers"];

/** True if a resource opens the files of a static website to readers. Its spec says why they are public. */
const isOfSite = ({ block, ...resource }: AnyCloudResource): boolean =>
  block.kind === SITE && (resource.type !== "gcp:storage/bucketIAMMember:BucketIAMMember" || resource.inputs.role === SITE_READER);

/** Refuses buckets that may be opened to everybody, and permissions for everybody. The `sites` of a stack may be read by everybody. */
export const noPublicBuckets = (options: BasicPolicyOptions = {}): Policy =>
  basicPolicy("no-public-buckets", options, {
    why: "everybody on the internet can read a public bucket",
    fix: 'set publicAccessPrevention: "enforced", and name a member other than allUsers and allAuthenticatedUsers',
    cloud: (resource) => {
      if (isOfSite(resource)) return [];
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
