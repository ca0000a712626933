import { servicesOf } from "../fleet.ts";
import { hasOverride } from "../layers.ts";
import type { RemoteCaller, StackModel } from "../model.ts";
import { layeredCalls } from "./layered-calls.ts";
import type { Run } from "./run.ts";
import type { CheckedService } from "./services.ts";
import type { CheckedStack } from "./stacks.ts";
import { variantOf } from "./variants.ts";

/** A call of a service on another stack of the same cluster. */
interface RemoteCall extends RemoteCaller {
  readonly stack: string;
  readonly callee: string;
  readonly port: string;
}

/** Adds the callers of other stacks to each stack, also of stacks that a run does not select. */
export function withRemoteCallers(stacks: readonly StackModel[], run: Run): readonly StackModel[] {
  const models = new Map(stacks.map((stack) => [stack.name, stack]));
  const calls = run.stacks.readable.flatMap((stack) => remoteCalls(models.get(stack.on.stack.name), stack, run));
  if (calls.length === 0) return stacks;
  return stacks.map((stack) => {
    const callers = new Map<string, Map<string, RemoteCaller[]>>();
    for (const { callee, port, namespace, service } of calls.filter((call) => call.stack === stack.name)) {
      const ports = callers.get(callee) ?? new Map<string, RemoteCaller[]>();
      callers.set(callee, ports.set(port, [...(ports.get(port) ?? []), { namespace, service }]));
    }
    return { ...stack, remoteCallers: callers };
  });
}

/** Lists the calls of a stack's services to other stacks. A stack that the run does not select has no model. */
function remoteCalls(model: StackModel | undefined, stack: CheckedStack, run: Run): readonly RemoteCall[] {
  const { namespace } = stack.on.stack.input;
  if (model !== undefined) {
    return model.services.flatMap((service) =>
      (model.calls.get(service.name) ?? []).flatMap(({ to }) =>
        to.kind === "remote" ? [{ stack: to.stack, callee: to.service, port: to.port, namespace, service }] : [],
      ),
    );
  }
  // The run does not report problems of other stacks.
  const quiet: Run = { ...run, problems: [] };
  return servicesOf(stack.on.stack, run.fleet.services).flatMap(({ service: { name } }) => {
    const checked = run.services.byName.get(name);
    if (checked === undefined || !mayCallStacks(checked, stack)) return [];
    const service = variantOf(quiet, checked, stack);
    return layeredCalls(service, quiet).flatMap(({ call }) =>
      call.kind === "onStack" && isReachable(stack, call.stack, run)
        ? [{ stack: call.stack, callee: call.call.service, port: call.call.port, namespace, service }]
        : [],
    );
  });
}

/** True if a layer of a service may have a call of another stack. */
const mayCallStacks = ({ service, input, calls }: CheckedService, { on }: CheckedStack): boolean =>
  hasOverride(service, on) ||
  Object.values(calls).some(({ kind }) => kind === "onStack") ||
  [input.tiers?.[on.stack.tier], ...Object.values(input.instances ?? {})].some((layer) => layer?.calls !== undefined);

/** True if a call between two stacks is valid, and stays in the cluster. */
function isReachable({ on: { stack } }: CheckedStack, name: string, run: Run): boolean {
  const other = run.stacks.readable.find(({ on }) => on.stack.name === name)?.on.stack;
  return other !== undefined && other !== stack && other.tier === stack.tier && other.input.cluster === stack.input.cluster;
}
