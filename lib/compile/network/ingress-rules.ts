import type { INetworkPolicyIngressRule, INetworkPolicyPeer } from "kubernetes-models/networking.k8s.io/v1";
import { transportOf } from "../../model/fields/ports.ts";
import { routesOf } from "../../model/fields/public.ts";
import type { EffectiveService } from "../../model/effective.ts";
import type { StackModel } from "../../model/model.ts";
import { jobName } from "../../model/object-names.ts";
import { gatewaySources, healthCheckRanges, type Sources } from "../../model/stack-fields/gateway.ts";
import type { ServiceContext } from "../service-context.ts";
import { namespacePeer, podsOf, podsOfIn, policyPorts, rangePeer } from "./peers.ts";

/**
 * Lists the rules for incoming traffic, by port: the Gateway, monitoring, the callers, their jobs and `allowFrom`.
 * The pods and jobs of a StatefulSet may reach its pods.
 * Without any caller, the pods may reach each other, because linters report a policy without rules.
 */
export function ingressRules({ service, stack }: ServiceContext): INetworkPolicyIngressRule[] {
  const { allowFrom } = service;
  const rules = service.ports.flatMap((port): INetworkPolicyIngressRule[] => {
    const { name } = port;
    const callers = instancesOfAll(stack.callers.get(service.name)?.get(name) ?? []);
    const outside = outsideSources(stack, service, name);
    const peers = service.stateful === undefined ? [] : [service.name, ...service.jobs.map((job) => jobName(service.name, job.name))];
    const scrapers = service.metrics?.port === name ? (stack.monitoring?.namespaces ?? []) : [];
    const from = [
      ...unique([...outside.namespaces, ...scrapers, ...placesFor(allowFrom.namespaces, name)]).map(namespacePeer),
      ...unique([...callers, ...peers].sort()).map(podsOf),
      ...remotePeers(stack, service.name, name),
      ...unique([...outside.ranges, ...placesFor(allowFrom.ranges, name)]).map(rangePeer),
    ];
    return from.length === 0 ? [] : [{ from, ports: policyPorts([{ port: port.port, protocol: transportOf(port) }]) }];
  });
  if (rules.length > 0) return rules;
  const ports = service.ports.map((port) => ({ port: port.port, protocol: transportOf(port) }));
  return [{ from: [podsOf(service.name)], ...(ports.length === 0 ? {} : { ports: policyPorts(ports) }) }];
}

/** Lists the labels of the pods of several services. Most have no jobs, and this makes one list for all. */
function instancesOfAll(services: readonly EffectiveService[]): readonly string[] {
  const instances: string[] = [];
  for (const service of services) {
    if (service.jobs.length === 0) instances.push(service.name);
    else instances.push(...instancesOf(service));
  }
  return instances;
}

/** Lists the labels of a service's pods and of its jobs' pods. */
export const instancesOf = ({ name, jobs }: EffectiveService): readonly string[] => [name, ...jobs.map((job) => jobName(name, job.name))];

const NOWHERE: readonly INetworkPolicyPeer[] = [];

/** Lists the pods of other stacks of the cluster that call a port. */
function remotePeers({ remoteCallers }: StackModel, service: string, port: string): readonly INetworkPolicyPeer[] {
  const callers = remoteCallers.get(service)?.get(port);
  if (callers === undefined) return NOWHERE;
  const places = callers.flatMap(({ namespace, service: caller }) =>
    namespace === undefined ? [] : instancesOf(caller).map((instance) => `${namespace}/${instance}`),
  );
  return unique([...places].sort()).map((place) => podsOfIn(place.split("/")[0] ?? "", place.split("/")[1] ?? ""));
}

/** Drops repeated items. Most lists have one item. */
const unique = (items: readonly string[]): readonly string[] => (items.length < 2 ? items : [...new Set(items)]);

const NOBODY: Sources = { namespaces: [], ranges: [] };

/** Returns the places that requests from outside come from, and the load balancers that check the health of the pods. */
function outsideSources({ gateway, ingress }: StackModel, { health, public: open }: EffectiveService, port: string): Sources {
  if (open === undefined) return NOBODY;
  const isRouted = routesOf(open).some(([, , route]) => route.port === port);
  if (ingress !== undefined) return isRouted ? { namespaces: [ingress.namespace], ranges: [] } : NOBODY;
  if (isRouted) return gatewaySources(gateway);
  const { readiness } = health;
  const isChecked = readiness !== undefined && "port" in readiness && readiness.port === port;
  return isChecked ? { namespaces: [], ranges: healthCheckRanges(gateway) } : NOBODY;
}

/** Lists the places that may reach a port, sorted. */
const placesFor = (places: Readonly<Record<string, readonly string[]>>, port: string): readonly string[] =>
  Object.entries(places)
    .flatMap(([place, ports]) => (ports.includes(port) ? [place] : []))
    .sort();
