import * as fc from "fast-check";
import { RELEASE_ID_PATTERN } from "../lib/releases/release-id.ts";

/** Any release id. */
export const anyReleaseId = fc.stringMatching(new RegExp(`^${RELEASE_ID_PATTERN}$`));

/** Two release ids, always the same. */
export const [RELEASE_1 = "", RELEASE_2 = ""] = fc.sample(anyReleaseId, { numRuns: 2, seed: 1 });
