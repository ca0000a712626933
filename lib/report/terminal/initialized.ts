import type { InitResult } from "../../app/results.ts";
import { count, lines } from "../../base/text.ts";
import type { Colors } from "../colors.ts";
import { safe } from "./safe.ts";

/** Reports a new repository: its files, and the next steps. */
export function initializedText(result: InitResult, { green, yellow, dim, cyan }: Colors): string {
  const { directory, created, completed, kept, unused, manifests, next } = safe(result);
  const files = (how: string, paths: readonly string[]): readonly string[] => paths.map((path) => `  ${how} ${path}`);
  return lines(
    created.length + completed.length === 0 ? `nothing is missing in ${directory}` : `${green("made")} ${directory}`,
    files(green("created "), created),
    files(green("extended"), completed),
    files(dim("kept    "), kept),
    unused.length === 0 ? [] : [`${yellow("unused")}   ${unused.join(", ")}: the repository has other values already`],
    `rendered ${count(manifests, "file")} in pulumi-gen/`,
    "next:",
    next.map((step) => `  ${cyan(step)}`),
  );
}
