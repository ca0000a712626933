import type { RecordedResult } from "../../app/release/results.ts";

/** Returns the warning about other images with the same build number; undefined if there are none. */
export const sameNumberText = ({ release, sameNumber = [] }: Pick<RecordedResult, "release" | "sameNumber">): string | undefined =>
  sameNumber.length === 0
    ? undefined
    : `build ${release.build} is recorded with another image, too: ${sameNumber.join(", ")}; the time decides which is newer`;
