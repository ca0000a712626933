import * as z from "zod/mini";
import { isPrivateRange, overlaps, parseRange } from "../../base/ip-ranges.ts";
import type { Report } from "../../base/problem.ts";
import type { Tier } from "../tier.ts";
import { checkLabel, type CloudPart, type PartStack } from "./cloud-part.ts";

/** The time at which a cluster gets a new version of Kubernetes. */
type ReleaseChannel = "rapid" | "regular" | "stable";

/** A group of equal machines. Its size follows the pods. */
export interface NodePoolInput {
  /** The machine type, such as `e2-standard-4`. */
  readonly machine: string;
  /** The minimum number of machines in all zones. @default 0 */
  readonly min?: number;
  /** The maximum number of machines in all zones. */
  readonly max: number;
  /** True for machines that Google may take away at any time. A change replaces the pool. @default false */
  readonly spot?: boolean;
  /** The boot disk in gibibytes, 20 to 65536. @default 100 */
  readonly diskGb?: number;
  /** Labels of the nodes. @default none */
  readonly labels?: Readonly<Record<string, string>>;
}

/** A private GKE cluster in all zones of the stack's region. */
export interface ClusterInput {
  /** The private addresses of nodes as a CIDR: `10.60.0.0/20`. */
  readonly nodes: string;
  /** The private addresses of pods: `10.64.0.0/14`. Each node takes 256 of them. */
  readonly pods: string;
  /** The private addresses of Kubernetes Services: `10.61.0.0/20`. */
  readonly services: string;
  /** The groups of machines by name. */
  readonly pools: Readonly<Record<string, NodePoolInput>>;
  /** The time at which the cluster gets new versions. @default "rapid" on latest, "regular" on staging, "stable" on prod */
  readonly releaseChannel?: ReleaseChannel;
}

/** The channel of a tier. A version reaches latest first, and prod last. */
const CHANNELS: Readonly<Record<Tier, ReleaseChannel>> = { latest: "rapid", staging: "regular", prod: "stable" };

/** Returns the release channel of a cluster. */
export const releaseChannelOf = ({ releaseChannel }: ClusterInput, tier: Tier): ReleaseChannel => releaseChannel ?? CHANNELS[tier];

/** The longest prefix of each range. Sources: GKE, and 256 addresses for the pods of a node. */
const MAX_PREFIXES = { nodes: 29, pods: 24, services: 27 } as const;

const machine = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/;

export const clusterPart: CloudPart<ClusterInput> = {
  summary: "A private, regional GKE cluster with its subnet, its node pools and the account of its nodes.",
  example:
    'cluster: { nodes: "10.60.0.0/20", pods: "10.64.0.0/14", services: "10.61.0.0/20", pools: { main: { machine: "e2-standard-4", max: 9 } } }',
  schema: z.strictObject({
    nodes: z.string(),
    pods: z.string(),
    services: z.string(),
    pools: z.record(
      z.string(),
      z.strictObject({
        machine: z.string().check(z.regex(machine, "must be a machine type such as e2-standard-4")),
        min: z.optional(z.int().check(z.gte(0), z.lte(1000))),
        max: z.int().check(z.gte(1), z.lte(1000)),
        spot: z.optional(z.boolean()),
        diskGb: z.optional(z.int().check(z.gte(20), z.lte(65_536))),
        labels: z.optional(z.record(z.string(), z.string())),
      }),
    ),
    releaseChannel: z.optional(z.enum(["rapid", "regular", "stable"])),
  }),
  check: (input, report, stack) => {
    checkRanges(input, stack, report);
    const pools = Object.entries(input.pools);
    if (pools.length === 0)
      report("pools", "must have at least one pool", 'write it: pools: { main: { machine: "e2-standard-4", max: 9 } }');
    for (const [name, { min = 0, max }] of pools) {
      checkLabel(`pools.${name}`, name, 40, report);
      if (min > max) report(`pools.${name}.max`, `must be at least min ${min}, got ${max}`);
    }
    // Nodes that run on spot machines alone may all go at once.
    if (stack.tier === "prod" && pools.length > 0 && pools.every(([, { spot }]) => spot === true))
      report("pools", "has only spot machines, which Google may take away all at once", "add a pool without spot");
  },
};

/** Checks that the ranges are private and have room, and that they share no address. */
function checkRanges(input: ClusterInput, { privateRange }: PartStack, report: Report): void {
  const taken = privateRange === undefined ? [] : [{ name: "privateRange", text: privateRange }];
  for (const name of ["nodes", "pods", "services"] as const) {
    const text = input[name];
    const range = parseRange(text);
    if (range === undefined || !isPrivateRange(text)) {
      report(name, `"${text}" is not a range of private addresses such as 10.60.0.0/20`);
      continue;
    }
    if (range.bits > MAX_PREFIXES[name]) report(name, `"${text}" is too small; at least /${MAX_PREFIXES[name]} fits`);
    const other = taken.find((each) => {
      const parsed = parseRange(each.text);
      return parsed !== undefined && overlaps(parsed, range);
    });
    if (other === undefined) taken.push({ name, text });
    else report(name, `${text} overlaps ${other.name} ${other.text}`);
  }
  const pods = parseRange(input.pods);
  const nodes = Object.values(input.pools).reduce((sum, { max }) => sum + max, 0);
  const room = pods === undefined ? undefined : Math.floor(2 ** (24 - pods.bits));
  if (room !== undefined && room > 0 && nodes > room)
    report("pods", `${input.pods} has addresses for the pods of ${room} nodes, and the pools have up to ${nodes}`, "choose a wider range");
}
