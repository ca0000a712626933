import { MACHINE_PRICES } from "./machines.ts";

/** A machine type with its price. */
export interface PricedMachine {
  readonly name: string;
  readonly arch: "amd64" | "arm64";
  readonly cpu: number;
  readonly memoryGb: number;
  /** US dollars an hour. */
  readonly hour: number;
  /** US dollars an hour of a spot machine. */
  readonly spot: number;
}

/** Lists the machines whose price in a region is known. */
export const pricedMachines = (region: string): readonly PricedMachine[] =>
  Object.entries(MACHINE_PRICES.families).flatMap(([family, { arch, shapes, sizes, listed }]) =>
    Object.entries(shapes).flatMap(([shape, ratio]) =>
      sizes.flatMap((cpu) => {
        const memoryGb = cpu * ratio;
        const [first, second] = listed.map(({ prices, ...size }) => ({
          ...size,
          ...(new Map(Object.entries(prices)).get(region) ?? NONE),
        }));
        if (first === undefined || second === undefined || Number.isNaN(first.hour)) return [];
        const priceOf = (kind: "hour" | "spot"): number => {
          // Solves first = cpu * c + memory * m, and the same for the second.
          const determinant = first.cpu * second.memoryGb - second.cpu * first.memoryGb;
          const perCpu = (first[kind] * second.memoryGb - second[kind] * first.memoryGb) / determinant;
          const perGb = (first.cpu * second[kind] - second.cpu * first[kind]) / determinant;
          return Math.round((cpu * perCpu + memoryGb * perGb) * 1e6) / 1e6;
        };
        return [{ name: `${family}-${shape}-${cpu}`, arch, cpu, memoryGb, hour: priceOf("hour"), spot: priceOf("spot") }];
      }),
    ),
  );

const NONE = { hour: Number.NaN, spot: Number.NaN };

/** Returns the price of a machine type in a region, or undefined if nobody listed it. */
export const machinePrice = (name: string, region: string): PricedMachine | undefined =>
  pricedMachines(region).find((machine) => machine.name === name);
