import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CHECKOUT } from "./project.ts";

const TREE = join(CHECKOUT, "pulumi-gen");

/** The directories of components: their objects and inventories. */
const COMPONENT = /[/\\](?:platform[/\\]|components$)/;

const matchesIn = (stack: string, pattern: RegExp): readonly string[] =>
  readFileSync(join(TREE, stack, "versions.yaml"), "utf8").match(pattern) ?? [];

const lockedOn = (stack: string): readonly string[] => matchesIn(stack, /^[\w-]+(?=:)/gm);

const stacks = readdirSync(TREE).filter((name) => name !== "argocd");
const files = readdirSync(TREE, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
const workloads = files.filter(({ name }) => name.startsWith("deployment-"));

/** The size of the sample fleet, counted in its committed tree. */
export const SAMPLE = {
  services: new Set(stacks.flatMap(lockedOn)).size,
  servicesOn: (stack: string): number => lockedOn(stack).length,
  /** The objects of a service, with its Application. */
  objectsOf: (stack: string, service: string): number => readdirSync(join(TREE, stack, "services", service)).length + 1,
  /** The entries of all locks. */
  entries: stacks.flatMap(lockedOn).length,
  /** The entries that came from a channel. */
  released: stacks.flatMap((stack) => matchesIn(stack, /^ {2}release:/gm)).length,
  /** The generated files without those of components. */
  files: files.filter(({ parentPath }) => !COMPONENT.test(parentPath.slice(TREE.length))).length,
  deployments: workloads.length,
  deploymentNames: new Set(workloads.map(({ name }) => name)).size,
} as const;
