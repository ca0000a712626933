import type { DoraResult } from "../../app/dora/dora.ts";
import { lines } from "../../base/text.ts";
import type { Colors } from "../colors.ts";
import { doraNotes, doraTables } from "../results/dora.ts";
import { columns } from "./columns.ts";
import { safe } from "./safe.ts";

/** Shows the figures of each stack, and their definitions. */
export const doraText = (unsafe: DoraResult, { dim }: Colors): string => {
  const result = safe(unsafe);
  const tables = doraTables(result).flatMap(({ head, rows }) => [...columns([head.map(dim), ...rows]), ""]);
  return lines(result.stacks.length === 0 ? ["no stack changed", ""] : tables, doraNotes(result).map(dim));
};
