/** What can have a target: seconds of the whole process, megabytes (10^6 bytes) at its peak, times what it is compared with, files written, requests to the datastore. */
export type Measure = "seconds" | "megabytes" | "ratio" | "written" | "requests";

export type Figures = { readonly [M in Measure]?: number };

/** One line of the benchmark. */
export interface EntrySpec {
  readonly what: string;
  /** At most these, on a machine with two cores. */
  readonly targets: Figures;
  /** The entry that this one is compared with, in the same rounds. */
  readonly against?: string;
}

/** Every entry, in the order of the report. */
export const ENTRIES = {
  "render-1000x1": {
    what: "1,000 services on 1 stack, from nothing",
    targets: { seconds: 0.9, megabytes: 300 },
    against: "plain-loop-8000",
  },
  "render-1000x10": {
    what: "1,000 services on 10 stacks, from nothing",
    targets: { seconds: 10, megabytes: 1000, ratio: 1.2 },
    against: "plain-loop-80000",
  },
  "render-1000x10-again": { what: "the same again with nothing changed", targets: { seconds: 4, written: 0 } },
  "render-one-sample": { what: "one service on one stack of the sample fleet", targets: { seconds: 0.3 } },
  "render-one-1000": { what: "one service on one stack of 1,000 services on 1 stack", targets: { seconds: 0.8 } },
  "render-one-1000x10": { what: "one service on one stack of 1,000 services on 10 stacks", targets: { seconds: 0.8 } },
  help: { what: "fairlead --help", targets: { seconds: 0.15 } },
  "check-sample": { what: "fairlead check on the sample fleet", targets: { seconds: 0.6 } },
  "plan-1000x10": { what: "fairlead plan, 1,000 services on 10 stacks, all of them move", targets: { seconds: 2 } },
  "plan-bucket-1000": {
    what: "fairlead plan, 1,000 services on 1 stack, releases in a bucket on loopback",
    targets: { seconds: 1, requests: 2 },
  },
  "engine-cold-sample": {
    what: "fairlead up with the Pulumi engine, the sample fleet on 4 stacks, from nothing, nothing cached",
    targets: { seconds: 20 },
  },
  "engine-one-sample": { what: "the same with one service changed on one stack", targets: { seconds: 6 } },
  "engine-again-sample": { what: "the same with nothing changed", targets: { seconds: 2, written: 0 } },
  "engine-1000x1": {
    what: "fairlead up with the Pulumi engine, 1,000 services on 1 stack, from nothing",
    targets: { seconds: 60, megabytes: 3000 },
  },
  "plain-loop-8000": { what: "a plain loop over the objects of render-1000x1", targets: {} },
  "plain-loop-80000": { what: "a plain loop over the objects of render-1000x10", targets: {} },
  "cdk8s-8000": { what: "cdk8s with the objects of render-1000x1", targets: {}, against: "render-1000x1" },
  "helm-8000": { what: "helm template with the objects of render-1000x1", targets: {}, against: "render-1000x1" },
} as const satisfies Readonly<Record<string, EntrySpec>>;

export type EntryName = keyof typeof ENTRIES;

export const isEntryName = (name: string): name is EntryName => Object.hasOwn(ENTRIES, name);

export const ENTRY_NAMES: readonly EntryName[] = Object.keys(ENTRIES).filter(isEntryName);

export const specOf = (name: EntryName): EntrySpec => ENTRIES[name];

/** The entries and all that they are compared with. */
export function withComparisons(names: readonly EntryName[]): ReadonlySet<EntryName> {
  const all = new Set<EntryName>();
  const add = (name: string | undefined): void => {
    if (name === undefined || !isEntryName(name) || all.has(name)) return;
    all.add(name);
    add(specOf(name).against);
  };
  names.forEach(add);
  return all;
}
