import type { Policy } from "../policy.ts";
import { type BasicPolicyOptions, basicPolicy } from "./basic-policy.ts";

/** The inputs that name a region, a zone or a location. */
const PLACES: readonly string[] = ["location", "region", "zone"];

/** The location of resources that have no place. */
const NOWHERE = "global";

/**
 * Allows stacks and cloud resources in some regions only.
 * @param regions regions of Google Cloud: `europe-west1`
 */
export const allowedRegions = (regions: readonly string[], options: BasicPolicyOptions = {}): Policy =>
  basicPolicy("allowed-regions", options, {
    why: "the data may be in these regions only",
    fix: `use one of ${regions.join(", ")}`,
    stack: ({ region }) => (regions.includes(region) ? [] : [{ path: "region", message: `the region ${region} is not allowed` }]),
    cloud: ({ inputs }, { stack }) =>
      Object.entries(inputs).flatMap(([field, value]: readonly [string, unknown]) => {
        if (!PLACES.includes(field) || typeof value !== "string") return [];
        const place = value.toLowerCase();
        // The finding about the stack covers the resources of its region.
        const isAllowed = [...regions, stack.region].includes(place.replace(/-[a-z]$/, ""));
        return isAllowed || place === NOWHERE ? [] : [{ path: field, message: `${value} is not allowed` }];
      }),
  });
