import type { Report } from "../../base/problem.ts";
import type { Manifest } from "../../model/manifest.ts";
import { keepsData } from "./data.ts";
import type { Keeper } from "./keeper.ts";
import { keepsLabels } from "./labels.ts";
import { keepsLevel } from "./level.ts";
import { keepsRemoval } from "./removal.ts";
import { keepsTarget } from "./target.ts";

/** All rules for what a patch must keep. To add a rule, add its file and its line here. */
const KEEPERS: readonly Keeper[] = [keepsTarget, keepsLevel, keepsRemoval, keepsData, keepsLabels];

/** True if a patch keeps everything that an object must keep. Reports each loss. */
export function checkKept(before: Manifest, after: Manifest, report: Report): boolean {
  let isKept = true;
  for (const keeper of KEEPERS)
    keeper({ before, after }, (path, message, hint) => {
      isKept = false;
      report(path, message, hint);
    });
  return isKept;
}
