import { ANY_VERSION } from "../../compile/locked-versions.ts";
import type { Config } from "../../model/config.ts";
import { type Fleet, servicesOf } from "../../model/fleet.ts";
import type { Image } from "../../model/image-spec.ts";
import type { AnyService } from "../../model/service.ts";
import { allServices, type AnyStack, defineStack } from "../../model/stack.ts";
import { TIERS } from "../../model/tier.ts";
import type { Lock } from "../../resolve/lock.ts";
import { openWorkspace } from "../../workspace/open-workspace.ts";
import { readAllLocks, withRecorded } from "../../workspace/recorded-locks.ts";
import { findRoot } from "../../workspace/root.ts";

/** The version of every image in a test. */
export interface TestRelease {
  readonly tag: string;
  /** `sha256:...` @default 64 zeros */
  readonly digest?: string;
}

/** The fleet of a test. */
export interface TestOptions {
  /** @default the first stack that runs the service: latest before staging before prod */
  readonly stack?: AnyStack;
  /** @default v0.0.0 */
  readonly release?: TestRelease;
  /** The services of a separate fleet, beside the rendered one. With them, the repository is not read. @default the repository's */
  readonly services?: readonly AnyService[];
  /** The released images of that fleet. @default none */
  readonly images?: readonly Image[];
  /** The directory of the repository. @default the working directory, or the nearest above it that has a config */
  readonly directory?: string;
}

/** The stack of a separate fleet, if a test names none. */
const TEST_STACK = defineStack("test", {
  tier: "latest",
  region: "us-central1",
  project: "test",
  cluster: "test",
  namespace: "test",
  services: allServices,
  privateRange: "10.0.0.0/16",
  domain: "test.example.com",
  apiServer: "10.1.0.2/32",
});

const TEST_CONFIG: Config = { name: "test", repository: { url: "https://example.com/test.git" } };

/** A fleet with the stack that a test renders. */
export interface TestFleet {
  readonly fleet: Fleet;
  readonly stack: AnyStack;
}

/** Returns the fleet of a test: that of its options, or the repository's. @throws UserError NO_PROJECT, INVALID_SPEC; Error for unknown names */
export async function testFleet(options: TestOptions, service?: AnyService): Promise<TestFleet> {
  const { stack, services, images = [], directory = process.cwd() } = options;
  if (services === undefined) {
    const { specs, tree } = openWorkspace(findRoot(directory));
    const written = await specs.loadFleet();
    const fleet = withRecorded(written, readAllLocks(tree, written));
    return { fleet, stack: stack === undefined ? stackOf(fleet, service?.name ?? "") : sameStack(fleet, stack) };
  }
  const own = new Set([...services, ...(service === undefined ? [] : [service])]);
  const on = stack ?? TEST_STACK;
  return {
    fleet: {
      config: TEST_CONFIG,
      services: [...own].map((each) => ({ file: `services/${each.name}.ts`, service: each.base?.service ?? each })),
      images: images.map((image) => ({ file: `services/${image.name}.ts`, image })),
      stacks: [{ file: `stacks/${on.name}.ts`, stack: on }],
    },
    stack: on,
  };
}

/** Finds the first stack that runs a service. */
function stackOf(fleet: Fleet, name: string): AnyStack {
  const runs = ({ input }: AnyStack, stack: AnyStack): boolean =>
    input.retired !== true &&
    servicesOf(stack, fleet.services).some(({ service }) => service.name === name || service.base?.service.name === name);
  const all = fleet.stacks.map(({ stack }) => stack).toSorted((a, b) => TIERS.indexOf(a.tier) - TIERS.indexOf(b.tier));
  const found = all.find((stack) => runs(stack, stack));
  if (found === undefined)
    throw new Error(`no stack of the repository runs "${name}"; a service outside of services/ needs { services: [...] }`);
  return found;
}

/** Returns the copy of a stack that the fleet has. A test runner loads files by itself, so it has another copy. */
function sameStack(fleet: Fleet, { name }: AnyStack): AnyStack {
  const found = fleet.stacks.find(({ stack }) => stack.name === name);
  if (found === undefined) throw new Error(`the repository has no stack "${name}"; a stack outside of stacks/ needs { services: [...] }`);
  return found.stack;
}

/** Makes the lock of a test: all services and images have one version. */
export function testLock({ services, images }: Fleet, release: TestRelease = ANY_VERSION): Lock {
  const { tag, digest = ANY_VERSION.digest } = release;
  const version = digest === undefined ? { tag } : { tag, digest };
  const names = [...services.flatMap(({ service }) => [service, ...service.instances.values()]), ...images.map(({ image }) => image)];
  return new Map(names.map(({ name }) => [name, version]));
}
