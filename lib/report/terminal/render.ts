import type { RenderResult } from "../../app/results.ts";
import { count, lines } from "../../base/text.ts";
import type { Colors } from "../colors.ts";
import { writtenText } from "../results/files.ts";

/** Reports the files that a run wrote. */
export function renderText(result: RenderResult, { green, dim }: Colors): string {
  const { stacks, objects, seconds } = result;
  const time = dim(`(${seconds.toFixed(2)} s)`);
  // Every stack failed, so no file is known to be up to date.
  const written = writtenText(result);
  if (stacks === 0) return lines(written === "" ? `nothing written ${time}` : `${green("wrote")}: ${written} ${time}`);
  const all = `${count(objects, "file")} in ${count(stacks, "stack")}`;
  return written === ""
    ? lines(`${green("up to date")}: ${all}, nothing written ${time}`)
    : lines(`${green("rendered")} ${all}: ${written} ${time}`);
}
