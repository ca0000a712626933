import { servicesOf } from "../fleet.ts";
import { hasOverride } from "../layers.ts";
import type { RemoteCaller, StackModel } from "../model.ts";
import { layeredCalls } from "./layered-calls.ts";
import type { Run } from "./run.ts";
import type { CheckedService } from "./services.ts";
import type { CheckedStack } from "./stacks.ts";
import { variantOf } from "./variants.ts";

/** A call of a service on another stack. */
interface RemoteCall extends RemoteCaller {
  /** The stack of the callee. */
  readonly on: string;
  readonly callee: string;
  readonly port: string;
}

/** Adds the callers of other stacks to each stack, also of stacks that a run does not select. */
export function withRemoteCallers(stacks: readonly StackModel[], run: Run): readonly StackModel[] {
  const models = new Map(stacks.map((stack) => [stack.name, stack]));
  const callers = new Set([...run.services.byName].flatMap(([name, checked]) => (mayCallStacks(checked) ? [name] : [])));
  const calls = run.stacks.readable.flatMap((stack) => remoteCalls(models.get(stack.on.stack.name), stack, { run, callers }));
  if (calls.length === 0) return stacks;
  return stacks.map((stack) => {
    const remoteCallers = new Map<string, Map<string, RemoteCaller[]>>();
    for (const { on, callee, port, ...caller } of calls) {
      if (on !== stack.name) continue;
      const ports = remoteCallers.get(callee) ?? new Map<string, RemoteCaller[]>();
      remoteCallers.set(callee, ports.set(port, [...(ports.get(port) ?? []), caller]));
    }
    return { ...stack, remoteCallers };
  });
}

interface RemoteRun {
  readonly run: Run;
  /** The services that may call other stacks, without an override that adds a call. */
  readonly callers: ReadonlySet<string>;
}

/** Lists the calls of a stack's services to other stacks. A stack that the run does not select has no model. */
function remoteCalls(model: StackModel | undefined, stack: CheckedStack, { run, callers }: RemoteRun): readonly RemoteCall[] {
  const { name, input } = stack.on.stack;
  const effective = new Map(model?.services.map((service) => [service.name, service]));
  // The checks of the selected stacks report the problems of calls.
  const quiet: Run = { ...run, problems: [] };
  return servicesOf(stack.on.stack, run.fleet.services).flatMap(({ service: own }) => {
    const checked = run.services.byName.get(own.name);
    if (checked === undefined || !(callers.has(own.name) || hasOverride(checked.service, stack.on))) return [];
    const service = effective.get(own.name) ?? variantOf(quiet, checked, stack);
    return layeredCalls(service, quiet).flatMap(({ call }): readonly RemoteCall[] => {
      const other = call.kind === "onStack" ? callable(stack, call.stack, run) : undefined;
      if (call.kind !== "onStack" || other === undefined) return [];
      const namespace = other.input.cluster === input.cluster ? input.namespace : undefined;
      return [{ on: call.stack, callee: call.call.service, port: call.call.port, stack: name, namespace, service }];
    });
  });
}

/** True if a layer of a service may have a call of another stack, on some tier. */
const mayCallStacks = ({ input, calls }: CheckedService): boolean =>
  Object.values(calls).some(({ kind }) => kind === "onStack") ||
  [...Object.values(input.tiers ?? {}), ...Object.values(input.instances ?? {})].some((layer) => layer?.calls !== undefined);

/** Returns another stack that a stack may call. */
function callable({ on: { stack } }: CheckedStack, name: string, run: Run): CheckedStack["on"]["stack"] | undefined {
  const other = run.stacks.readable.find(({ on }) => on.stack.name === name)?.on.stack;
  return other !== undefined && other !== stack && other.tier === stack.tier ? other : undefined;
}
