import type { MergeDriverResult } from "../../app/merge-driver.ts";
import { lines } from "../../base/text.ts";
import { code } from "./escape-markdown.ts";

/** Reports the settings of git, and the lines that are missing. */
export const mergeDriverMarkdown = ({ settings, missing }: MergeDriverResult): string =>
  lines(
    settings.map((setting) => `- set ${code(setting)}`),
    missing.map((line) => `- add to ${code(".gitattributes")}: ${code(line)}`),
  );
