import type { MergeDriverResult } from "../../app/merge-driver.ts";
import { lines } from "../../base/text.ts";
import type { Colors } from "../colors.ts";
import { safe } from "./safe.ts";

/** Reports the settings of git, the lines that are missing, and the commands of a merge. */
export function mergeDriverText(result: MergeDriverResult, { green, yellow, dim }: Colors): string {
  const { settings, missing, next } = safe(result);
  return lines(
    settings.map((setting) => `${green("set")} ${setting}`),
    missing.map((line) => `${yellow("add to .gitattributes")}: ${line}`),
    dim("next, to merge:"),
    next.map((command) => `  ${command}`),
  );
}
