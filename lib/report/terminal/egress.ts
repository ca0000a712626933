import type { EgressResult } from "../../app/cloud/egress.ts";
import { lines } from "../../base/text.ts";
import type { Colors } from "../colors.ts";
import { addressNote, egressNotes } from "../results/egress.ts";
import { columns } from "./columns.ts";
import { safe } from "./safe.ts";

/** Lists outgoing addresses, one a line, so that a shell can take a column. */
export function egressText(unsafe: EgressResult, { yellow, dim }: Colors): string {
  const { stacks } = safe(unsafe);
  const rows = stacks.flatMap(({ stack, region, addresses }) =>
    addresses.map((each) => [stack, each.address ?? "-", each.name, dim(region), yellow(addressNote(each))]),
  );
  return lines([...columns(rows), ...stacks.flatMap(egressNotes).map(dim)]);
}
