import { allowedRegions, costCeiling, noPublicBuckets } from "fairlead";

/** Rules that Fairlead brings. */
export default [
  noPublicBuckets(),
  allowedRegions(["us-central1", "europe-west1", "asia-east1"]),
  costCeiling({ latest: 500, staging: 500, prod: 1500 }),
];
