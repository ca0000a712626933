/** Hours of a month, as Google Cloud counts them. */
export const HOURS = 730;

/** The prices of a region for services that Google runs, in US dollars. */
interface ServicePrices {
  /** Cloud SQL Enterprise: a CPU and a gibibyte of memory an hour, a gibibyte of SSD a month. A standby doubles them. */
  readonly sql: { readonly cpu: number; readonly memoryGb: number; readonly ssdGb: number };
  /** Memorystore for Redis: a gibibyte an hour by size, alone and with a standby. */
  readonly redis: readonly { readonly upToGb: number; readonly alone: number; readonly pair: number }[];
}

/**
 * The prices that the list of machines does not have.
 * - Redis and Cloud SQL: the expected results of Infracost's tests (`redis_instance_test.golden`, `sql_database_instance_test.golden`), in
 *   us-central1, read on 2026-11-29.
 * - NAT: `pricing.yml` of Cyclenerd/google-cloud-pricing-cost-calculator, generated on 2025-03-06, in all regions.
 * - The fee of a cluster: https://cloud.google.com/kubernetes-engine/pricing. An address: https://cloud.google.com/vpc/network-pricing.
 */
export const SERVICE_PRICES = {
  /** A NAT gateway with many machines, an hour. */
  natHour: 0.0448,
  /** An address in use, an hour. */
  addressHour: 0.005,
  /** A cluster, an hour. */
  clusterHour: 0.1,
  regions: {
    "us-central1": {
      sql: { cpu: 0.0413, memoryGb: 0.007, ssdGb: 0.17 },
      redis: [
        { upToGb: 4, alone: 0.049, pair: 0.064 },
        { upToGb: 10, alone: 0.027, pair: 0.054 },
        { upToGb: 35, alone: 0.023, pair: 0.046 },
        { upToGb: 100, alone: 0.019, pair: 0.035 },
        { upToGb: 300, alone: 0.016, pair: 0.03 },
      ],
    },
  },
} as const satisfies { readonly regions: Readonly<Record<string, ServicePrices>> } & Readonly<Record<string, unknown>>;

/** Returns the prices of a region, or undefined if nobody listed them. */
export const servicePrices = (region: string): ServicePrices | undefined =>
  new Map<string, ServicePrices>(Object.entries(SERVICE_PRICES.regions)).get(region);
