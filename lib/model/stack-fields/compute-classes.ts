import * as z from "zod/mini";
import { type PricedMachine, pricedMachines } from "../prices/machine-price.ts";

/** The machines that a class of nodes asks for. */
export interface CheapestOptions {
  /** The minimum number of CPUs of a machine. */
  readonly cpu: number;
  /** The minimum memory of a machine in gibibytes. */
  readonly memoryGb: number;
  /** @default "amd64" */
  readonly arch?: "amd64" | "arm64";
  /** True to prefer spot machines, which Google may take away, before those on demand. @default false */
  readonly spot?: boolean;
}

/** A class of nodes: the cheapest machines of the stack's region that are large enough. */
export interface Cheapest extends CheapestOptions {
  readonly kind: "cheapest";
}

/** Asks for the cheapest machines of the price list: `cheapest({ cpu: 4, memoryGb: 16, arch: "arm64", spot: true })`. */
export const cheapest = (options: CheapestOptions): Cheapest => ({ ...options, kind: "cheapest" });

/** The classes of nodes of a stack by name. */
export type ComputeClassesInput = Readonly<Record<string, Cheapest>>;

export const computeClassesSchema = z.record(
  z.string(),
  z.strictObject({
    kind: z.literal("cheapest"),
    cpu: z.number().check(z.gte(1), z.lte(416)),
    memoryGb: z.number().check(z.gte(1), z.lte(12_288)),
    arch: z.optional(z.enum(["amd64", "arm64"])),
    spot: z.optional(z.boolean()),
  }),
);

/** A machine of a class, in the order in which the cluster tries them. */
export interface Choice {
  readonly machine: PricedMachine;
  readonly spot: boolean;
}

/** The number of machine types of each kind. If Google has none of the first, the cluster tries the next. */
const ALTERNATIVES = 3;

/** Lists the machines of a class by price: first spot machines, then those on demand. Empty if no listed machine is large enough. */
export function choicesOf({ cpu, memoryGb, arch = "amd64", spot = false }: CheapestOptions, region: string): readonly Choice[] {
  const fits = pricedMachines(region).filter((each) => each.arch === arch && each.cpu >= cpu && each.memoryGb >= memoryGb);
  const by = (price: "hour" | "spot"): readonly PricedMachine[] =>
    fits.toSorted((a, b) => a[price] - b[price] || (a.name < b.name ? -1 : 1)).slice(0, ALTERNATIVES);
  return [
    ...(spot ? by("spot").map((machine) => ({ machine, spot: true })) : []),
    ...by("hour").map((machine) => ({ machine, spot: false })),
  ];
}
