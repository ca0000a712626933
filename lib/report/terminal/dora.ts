import type { DoraResult } from "../../app/dora/dora.ts";
import { lines } from "../../base/text.ts";
import type { Colors } from "../colors.ts";
import { DORA_HEAD, doraNotes, doraRow } from "../results/dora.ts";
import { columns } from "./columns.ts";
import { safe } from "./safe.ts";

/** Shows the figures of each stack, and their definitions. */
export const doraText = (unsafe: DoraResult, { dim }: Colors): string => {
  const result = safe(unsafe);
  const rows = result.stacks.map(doraRow);
  return lines(rows.length === 0 ? "no stack changed" : columns([DORA_HEAD.map(dim), ...rows]), doraNotes(result).map(dim));
};
