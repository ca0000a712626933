import * as z from "zod/mini";
import { type CloudPart, checkLabel } from "./cloud-part.ts";

/** The addresses from which a stack's pods reach the internet. */
export interface NatInput {
  /** The names of the addresses, at least two: other companies allow them, so they stay. @default ["1", "2"] */
  readonly addresses?: readonly string[];
  /** The names of addresses that take no new connections. Take them off the list once nothing uses them. @default none */
  readonly draining?: readonly string[];
  /** The minimum number of ports for each machine: a power of 2, 32 to 32768. @default 64 */
  readonly minPorts?: number;
  /** The maximum number of ports for each machine: a power of 2, 64 to 65536. @default 4096 */
  readonly maxPorts?: number;
}

/** Adds the defaults. */
export const natOf = ({ addresses = ["1", "2"], draining = [], minPorts = 64, maxPorts = 4096 }: NatInput): Required<NatInput> => ({
  addresses,
  draining,
  minPorts,
  maxPorts,
});

/** The minimum number of addresses. A partner that allows two of them survives the loss of one. */
const MIN_ADDRESSES = 2;

const isPowerOfTwo = (value: number): boolean => Number.isInteger(Math.log2(value));

export const natPart: CloudPart<NatInput> = {
  summary: "Fixed addresses for connections to the internet (Cloud NAT).",
  example: 'nat: { addresses: ["1", "2"] }',
  schema: z.strictObject({
    addresses: z.optional(z.array(z.string())),
    draining: z.optional(z.array(z.string())),
    minPorts: z.optional(z.int().check(z.gte(32), z.lte(32_768))),
    maxPorts: z.optional(z.int().check(z.gte(64), z.lte(65_536))),
  }),
  check: (input, report) => {
    const { addresses, draining, minPorts, maxPorts } = natOf(input);
    const names = [...addresses, ...draining];
    for (const field of ["addresses", "draining"] as const) {
      natOf(input)[field].forEach((name, index) => {
        checkLabel(`${field}.${index}`, name, 15, report);
        const first = names.indexOf(name);
        if (first !== (field === "addresses" ? index : index + addresses.length)) report(`${field}.${index}`, `"${name}" is listed twice`);
      });
    }
    if (addresses.length < MIN_ADDRESSES)
      report("addresses", `must have at least ${MIN_ADDRESSES} names, got ${addresses.length}`, 'write it: addresses: ["1", "2"]');
    for (const [field, value] of [
      ["minPorts", minPorts],
      ["maxPorts", maxPorts],
    ] as const) {
      if (!isPowerOfTwo(value)) report(field, `must be a power of 2, got ${value}`);
    }
    if (minPorts >= maxPorts) report("maxPorts", `must be greater than minPorts ${minPorts}, got ${maxPorts}`);
  },
};
