/** A machine of the price list. Its prices by region are US dollars an hour, on demand and as a spot machine. */
interface ListedMachine {
  readonly cpu: number;
  readonly memoryGb: number;
  readonly prices: Readonly<Record<string, { readonly hour: number; readonly spot: number }>>;
}

/** A family of machines. Its prices are linear in CPUs and memory, so two machines give the prices of all. */
interface MachineFamily {
  readonly arch: "amd64" | "arm64";
  /** Gibibytes for each CPU by shape: `standard`, `highmem`, `highcpu`. */
  readonly shapes: Readonly<Record<string, number>>;
  /** The sizes in CPUs. */
  readonly sizes: readonly number[];
  readonly listed: readonly [ListedMachine, ListedMachine];
}

/**
 * The prices of machines. Source: `pricing.yml` of Cyclenerd/google-cloud-pricing-cost-calculator, Apache License 2.0.
 * It was generated on 2025-03-06. The entries are e2-highcpu-8, e2-highmem-16, c4a-standard-1 and c4a-highmem-8.
 */
export const MACHINE_PRICES = {
  date: "2025-03-06",
  families: {
    e2: {
      arch: "amd64",
      shapes: { standard: 4, highmem: 8, highcpu: 1 },
      sizes: [2, 4, 8, 16],
      listed: [
        {
          cpu: 8,
          memoryGb: 8,
          prices: {
            "europe-west1": { hour: 0.21767568, spot: 0.082456 },
            "europe-west4": { hour: 0.21785232, spot: 0.087072 },
            "us-central1": { hour: 0.19788096, spot: 0.079112 },
          },
        },
        {
          cpu: 16,
          memoryGb: 128,
          prices: {
            "europe-west1": { hour: 0.79555344, spot: 0.301216 },
            "europe-west4": { hour: 0.79613856, spot: 0.317952 },
            "us-central1": { hour: 0.72319728, spot: 0.289152 },
          },
        },
      ],
    },
    c4a: {
      arch: "arm64",
      shapes: { standard: 4, highmem: 8, highcpu: 2 },
      sizes: [1, 2, 4, 8, 16, 32, 48, 64, 72],
      listed: [
        {
          cpu: 1,
          memoryGb: 4,
          prices: {
            "europe-west1": { hour: 0.04943939, spot: 0.01975373 },
            "europe-west4": { hour: 0.047144, spot: 0.01602 },
            "us-central1": { hour: 0.0449, spot: 0.01794 },
          },
        },
        {
          cpu: 8,
          memoryGb: 64,
          prices: {
            "europe-west1": { hour: 0.51919064, spot: 0.20735912 },
            "europe-west4": { hour: 0.495104, spot: 0.16816 },
            "us-central1": { hour: 0.47152, spot: 0.18832 },
          },
        },
      ],
    },
  },
} as const satisfies { readonly date: string; readonly families: Readonly<Record<string, MachineFamily>> };
