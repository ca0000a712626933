import type { INetworkPolicy } from "kubernetes-models/networking.k8s.io/v1";
import type { TransportPort } from "../../model/fields/egress.ts";
import { isReached, type Model, type StackModel } from "../../model/model.ts";
import { stackLabels } from "../labels.ts";
import { instancesOf } from "../network/ingress-rules.ts";
import { podsOf, policyPorts } from "../network/peers.ts";

/** The pods behind a Service of a component, with the callers of each port. */
interface Opened {
  readonly pods: Readonly<Record<string, string>>;
  readonly ports: Map<number, { readonly port: TransportPort; readonly callers: Set<string> }>;
}

/** Builds a policy for each Service of a component that services call. It lets the callers in, and denies nothing that was open. */
export const componentPolicies = (stack: StackModel, model: Model): readonly INetworkPolicy[] =>
  [...openedBy(stack)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([service, { pods, ports }]) => ({
      apiVersion: "networking.k8s.io/v1",
      kind: "NetworkPolicy",
      metadata: { labels: stackLabels(stack, model), name: `component-${service}`, namespace: stack.namespace },
      spec: {
        ingress: [...ports.values()]
          .sort((a, b) => a.port.port - b.port.port)
          .map(({ port, callers }) => ({ from: [...callers].sort().map(podsOf), ports: policyPorts([port]) })),
        podSelector: { matchLabels: { ...pods } },
        policyTypes: ["Ingress"],
      },
    }));

function openedBy(stack: StackModel): ReadonlyMap<string, Opened> {
  const opened = new Map<string, Opened>();
  for (const service of stack.services) {
    for (const call of stack.calls.get(service.name) ?? []) {
      const { to } = call;
      if (!isReached(call) || to.kind !== "component" || to.namespace !== undefined) continue;
      const { opens } = call;
      const target = opened.get(to.service) ?? { pods: to.pods ?? {}, ports: new Map() };
      opened.set(to.service, target);
      const port = target.ports.get(opens.port) ?? { port: opens, callers: new Set() };
      target.ports.set(opens.port, port);
      for (const instance of instancesOf(service)) port.callers.add(instance);
    }
  }
  return opened;
}
