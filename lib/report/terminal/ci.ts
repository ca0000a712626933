import type { CollectedResult, MatrixResult } from "../../app/ci/results.ts";
import { lines } from "../../base/text.ts";
import { publishFlags } from "../results/ci.ts";
import { safe } from "./safe.ts";

/** Formats a matrix as outputs of a step. */
export const matrixText = (result: MatrixResult): string => {
  const { include } = safe(result);
  return lines(`matrix=${JSON.stringify({ include })}`, `empty=${include.length === 0}`);
};

/** Formats the stacks to publish as outputs of a step. */
export const collectedText = (result: CollectedResult): string => {
  const found = safe(result);
  return lines(`publish=${found.stacks.length > 0}`, `stacks=${publishFlags(found).join(" ")}`);
};
