import type { INetworkPolicyIngressRule } from "kubernetes-models/networking.k8s.io/v1";
import { jobName } from "../kinds/job.ts";
import type { ServiceContext } from "../service-context.ts";
import { namespacePeer, podsOf, tcpPorts } from "./peers.ts";

/**
 * Lists the rules for incoming traffic, by port: the Gateway, the callers and their jobs.
 * Without any caller, the pods may reach each other, because linters report a policy without rules.
 */
export function ingressRules({ service, stack }: ServiceContext): INetworkPolicyIngressRule[] {
  const rules = service.ports.flatMap(({ name, port }): INetworkPolicyIngressRule[] => {
    const callers = (stack.callers.get(service.name)?.get(name) ?? []).flatMap((caller) => [
      caller.name,
      ...caller.jobs.map((job) => jobName(caller.name, job.name)),
    ]);
    const gateway = service.public?.port === name ? [namespacePeer(stack.gateway.namespace)] : [];
    const from = [...gateway, ...callers.sort().map(podsOf)];
    return from.length === 0 ? [] : [{ from, ports: tcpPorts([port]) }];
  });
  if (rules.length > 0) return rules;
  const ports = service.ports.map(({ port }) => port);
  return [{ from: [podsOf(service.name)], ...(ports.length === 0 ? {} : { ports: tcpPorts(ports) }) }];
}
