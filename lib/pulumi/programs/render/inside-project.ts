import { realpathSync } from "node:fs";
import { isAbsolute, relative } from "node:path";
import { realPath } from "../../../system/real-path.ts";

/** True if a place is an address, which the blocked network reports: `https://`, `oci://`. */
const isAddress = (place: string): boolean => /^(?:https?|oci):\/\//.test(place);

/** Explains why a component may not read a chart or file; undefined if it is inside of the project. */
export function outsideProblem(root: string, what: string, place: string): string | undefined {
  if (isAddress(place) && what !== "chart") return undefined;
  const real = isAbsolute(place) ? realPath(place) : undefined;
  const below = real === undefined ? ".." : relative(realpathSync(root), real);
  if (below !== ".." && !below.startsWith("../") && !isAbsolute(below)) return undefined;
  const fix =
    what === "chart" ? 'copy it into the repository, and write path("charts/<name>")' : "copy it into the repository, and write path(...)";
  return `the ${what} ${JSON.stringify(place)} is not in the project; ${fix}`;
}
