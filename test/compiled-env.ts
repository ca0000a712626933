import { formatProblem } from "../lib/base/problem.ts";
import { compileStack } from "../lib/compile/compile-stack.ts";
import { override } from "../lib/index.ts";
import type { LockEntry } from "../lib/resolve/lock.ts";
import { renderTree } from "../lib/render/render.ts";
import { type Fields, fleetOf, lockFor, modelOf, serviceFile, stackFile } from "./fleets.ts";
import { containersOf, podsOf } from "./pods.ts";

export interface CompiledEnv {
  /** The data of the environment's ConfigMap, and that of the config files. */
  readonly map: unknown;
  readonly files: unknown;
  /** The first container of each workload and its init containers. */
  readonly containers: readonly Fields[];
  readonly entries: unknown;
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
}

export interface EnvOptions {
  /** The stack's override of the service. @default none */
  readonly onStack?: Fields;
  /** Fields of the stack. @default none */
  readonly stack?: Fields;
  /** Fields of the lock's entry. @default those of `lockFor` */
  readonly entry?: Partial<LockEntry>;
}

/** Compiles the service `cart` on the stack `latest`. Returns its environment and every finding. */
export function compiledEnv(fields: Fields, { onStack, stack: onLatest = {}, entry = {} }: EnvOptions = {}): CompiledEnv {
  const cart = serviceFile("cart", fields);
  const overrides = onStack === undefined ? [] : [override(cart.service, onStack)];
  const fleet = fleetOf({ services: [cart], stacks: [stackFile("latest", { overrides, ...onLatest })] });
  const model = modelOf(fleet);
  const lock = new Map([...lockFor(fleet)].map(([name, each]) => [name, { ...each, ...entry }]));
  const objects = model.stacks.flatMap((stack) => compileStack(model, stack, lock).manifests);
  const { problems, warnings } = renderTree(model, new Map([["latest", lock]]));
  const dataOf = (prefix: RegExp): unknown =>
    objects.find(({ manifest: { kind, metadata } }) => kind === "ConfigMap" && prefix.test(metadata.name))?.manifest["data"];
  const containers = containersOf(podsOf(objects)).map(({ container }) => container);
  return {
    map: dataOf(/^cart-[0-9a-f]{8}$/),
    files: dataOf(/^cart-files-/),
    containers,
    entries: containers.find(({ name }) => name === "cart")?.["env"],
    problems: problems.map(formatProblem),
    warnings: warnings.map(formatProblem),
  };
}
