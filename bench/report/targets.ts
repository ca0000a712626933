/**
 * The figures that can have a target. `seconds` and peak `megabytes` (10^6 bytes) are of the whole process. `ratio` is to another
 * entry. `written` counts files, `requests` those to the datastore.
 */
export type Measure = "seconds" | "megabytes" | "ratio" | "written" | "requests";

export type Figures = { readonly [M in Measure]?: number };

/** One line of the benchmark. */
export interface EntrySpec {
  readonly summary: string;
  /** The maximum figures on a machine with two cores. */
  readonly targets: Figures;
  /** The entry that this one is compared with. Their runs alternate. */
  readonly against?: string;
}

/** Every entry, in the order of the report. */
export const ENTRIES = {
  "render-1000x1": {
    summary: "`fairlead render`, 1,000 services on 1 stack, into an empty tree: 8,060 manifests",
    targets: { seconds: 0.9, megabytes: 300 },
    against: "plain-loop-8000",
  },
  "render-1000x10": {
    summary: "`fairlead render`, 1,000 services on 10 stacks, into an empty tree: 80,600 manifests",
    targets: { seconds: 10, megabytes: 1000, ratio: 1.2 },
    against: "plain-loop-80000",
  },
  "render-1000x10-again": { summary: "the same without a change", targets: { seconds: 4, written: 0 } },
  "render-one-sample": { summary: "`fairlead render` of one service on one stack of the sample fleet", targets: { seconds: 0.3 } },
  "render-one-1000": { summary: "the same in the fleet of 1,000 services on 1 stack", targets: { seconds: 0.8 } },
  "render-one-1000x10": { summary: "the same in the fleet of 1,000 services on 10 stacks", targets: { seconds: 0.8 } },
  help: { summary: "`fairlead --help`", targets: { seconds: 0.15 } },
  "recorder-bucket": {
    summary: "`fairlead-release.js record`, the bundled recorder, of one build in a bucket on loopback",
    targets: { seconds: 0.2 },
  },
  "check-sample": { summary: "`fairlead check` on the sample fleet", targets: { seconds: 0.6 } },
  "plan-1000x10": {
    summary: "`fairlead plan`, 1,000 services on 10 stacks that all advance, with a directory as the datastore",
    targets: { seconds: 2 },
  },
  "plan-bucket-1000": {
    summary: "`fairlead plan`, 1,000 services of 20 builds on 1 stack that all advance, with a bucket on loopback",
    targets: { seconds: 1.5, requests: 30 },
  },
  "promote-bucket-1000": {
    summary: "`fairlead release promote` of 1,000 services to a new channel, with a bucket on loopback",
    targets: { seconds: 5 },
  },
  "status-1000x10-5000": {
    summary: "`fairlead status`, 1,000 services on 10 stacks with 5,000 deploys in git, after an earlier run",
    targets: { seconds: 3 },
  },
  "status-1000x10-5000-first": { summary: "the same without the cache of an earlier run", targets: { seconds: 20 } },
  "board-1000x10": { summary: "`fairlead board` of the same fleet, after an earlier run", targets: { seconds: 4 } },
  "board-1000x10-open": {
    summary: "Chromium opens that page until its first frame, without the start of Chromium",
    targets: { seconds: 2 },
  },
  "publish-50x10": {
    summary: "`fairlead publish` of one changed service on 10 stacks, 50 services, with the embedded writer",
    targets: { seconds: 3 },
  },
  "preview-1000x10": {
    summary: "`fairlead preview --only cloud` of recorded clouds, 1,000 services on 10 stacks, without a change",
    targets: { seconds: 3 },
  },
  "preview-10000": {
    summary: "`fairlead preview --html` of 10,000 changed manifests of 1,000 services on 2 stacks, against a commit",
    targets: { seconds: 15 },
  },
  "preview-10000-open": {
    summary: "Chromium opens that preview until its first frame, without the start of Chromium",
    targets: { seconds: 2 },
  },
  "engine-cold-sample": {
    summary: "`fairlead up` with the Pulumi engine, the sample fleet on 4 stacks, from nothing",
    targets: { seconds: 20 },
  },
  "engine-one-sample": { summary: "the same with one service changed on one stack", targets: { seconds: 6 } },
  "engine-again-sample": { summary: "the same without a change", targets: { seconds: 2, written: 0 } },
  "engine-1000x1": {
    summary: "`fairlead up` with the Pulumi engine, 1,000 services on 1 stack, from nothing",
    targets: { seconds: 60, megabytes: 3000 },
  },
  "cloud-300x1": {
    summary: "`fairlead up --only cloud` on the local cloud, 300 services with 2 needs each on 1 stack, from nothing",
    targets: { seconds: 180, megabytes: 3000 },
  },
  "cloud-one-300x1": { summary: "the same with one need changed", targets: { seconds: 15 } },
  "cloud-again-300x1": { summary: "the same without a change", targets: { seconds: 5 } },
  "cloud-cold-sample": {
    summary: "`fairlead up --only cloud` on the local cloud, the sample fleet on 4 stacks, from nothing",
    targets: { seconds: 40 },
  },
  "cloud-100x1": { summary: "the same as `cloud-300x1` with 100 services", targets: {}, against: "cloud-one-stack-100x1" },
  "cloud-one-stack-100x1": { summary: "the resources of `cloud-100x1` in one Pulumi stack", targets: {} },
  "plain-loop-8000": { summary: "js-yaml's `dump` and one `writeFileSync` for each object of `render-1000x1`", targets: {} },
  "plain-loop-80000": { summary: "the same for the objects of `render-1000x10`", targets: {} },
  "cdk8s-8000": {
    summary: "a cdk8s app with the objects of `render-1000x1`, one chart for each service",
    targets: {},
    against: "render-1000x1",
  },
  "helm-8000": { summary: "`helm template` of a chart with the objects of `render-1000x1`", targets: {}, against: "render-1000x1" },
} as const satisfies Readonly<Record<string, EntrySpec>>;

export type EntryName = keyof typeof ENTRIES;

export const isEntryName = (name: string): name is EntryName => Object.hasOwn(ENTRIES, name);

export const ENTRY_NAMES: readonly EntryName[] = Object.keys(ENTRIES).filter(isEntryName);

export const specOf = (name: EntryName): EntrySpec => ENTRIES[name];

/** Adds the entries that the given ones are compared with. */
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
