import type { EgressAddress, StackEgress } from "../../app/cloud/egress.ts";
import { FAIRLEAD } from "../../base/fairlead.ts";
import { quoted } from "../../base/text.ts";

/** Describes the state of an address; empty for one that is used. */
export const addressNote = ({ address, isDraining }: EgressAddress): string =>
  [...(address === undefined ? ["not known"] : []), ...(isDraining ? ["draining: keep it until it is gone"] : [])].join(", ");

/** Explains a stack whose addresses are not all known, with the command or the line that helps. */
export function egressNotes({ stack, file, addresses, reason }: StackEgress): readonly string[] {
  if (addresses.length === 0) return [`${stack} has no fixed address: write cloud: { nat: {} } in ${file}`];
  if (reason !== undefined) return [`the addresses of ${stack} are not known: ${reason}`];
  if (addresses.every(({ address }) => address !== undefined)) return [];
  return [`the cloud of ${stack} is not up yet: ${FAIRLEAD} up --only cloud --stack ${quoted(stack)}`];
}
