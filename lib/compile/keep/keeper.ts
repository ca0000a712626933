import type { Report } from "../../base/problem.ts";
import type { Manifest } from "../../model/manifest.ts";

/** An object before and after a patch. */
export interface PatchedObject {
  readonly before: Manifest;
  readonly after: Manifest;
}

/** Reports what a patch takes from an object, although it must keep it. Paths start at the object. */
export type Keeper = (patched: PatchedObject, report: Report) => void;
