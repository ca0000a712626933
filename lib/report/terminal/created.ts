import type { NewResult } from "../../app/results.ts";
import { lines } from "../../base/text.ts";
import type { Colors } from "../colors.ts";
import { safe } from "./safe.ts";

/** Reports the files of a new service or stack, and the next steps. */
export function createdText(result: NewResult, { green, cyan }: Colors): string {
  const { what, name, files, next } = safe(result);
  return lines(
    `${green("created")} ${what} ${name}`,
    files.map((file) => `  ${file}`),
    "next:",
    next.map((step) => `  ${cyan(step)}`),
  );
}
