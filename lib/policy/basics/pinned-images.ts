import { containersOf } from "../containers.ts";
import type { Policy } from "../policy.ts";
import { type BasicPolicyOptions, basicPolicy } from "./basic-policy.ts";

/** Asks for a digest in the image of each container. */
export const pinnedImages = (options: BasicPolicyOptions = {}): Policy =>
  basicPolicy("pinned-images", options, {
    why: "a tag can be pushed again, and a digest cannot",
    fix: "record a release with a digest; write other images with @sha256:...",
    manifests: (object) =>
      containersOf(object).flatMap(({ image, path }) =>
        image.includes("@sha256:") ? [] : [{ path: `${path}.image`, message: `"${image}" has no digest` }],
      ),
  });
