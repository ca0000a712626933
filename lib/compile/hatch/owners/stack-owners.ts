import { hostsOf, routesOf } from "../../../model/fields/public.ts";
import { headlessName } from "../../../model/fields/stateful.ts";
import type { EffectiveService } from "../../../model/effective.ts";
import type { StackModel } from "../../../model/model.ts";
import { certificateName, claimName, jobName } from "../../../model/object-names.ts";
import { serversOf } from "../../../model/servers.ts";
import { FRONT_LABEL, type Labels, serviceLabels } from "../../labels.ts";
import { secretName, secretsOf } from "../../need-instances.ts";

/** The sorts of names that have an owner. */
export type NameSort = "account" | "claim" | "front" | "host" | "pods" | "route" | "secret" | "secretKey" | "service" | "workload";

/** The pods of a workload. */
export interface OwnedPods {
  readonly service: string;
  readonly workload: string;
  /** The labels without the version, which changes. */
  readonly labels: Labels;
}

/** The things of a stack that belong to its services. */
export interface StackOwners {
  readonly pods: readonly OwnedPods[];
  /** Sort -> name -> the services that may use the thing. The first one is the owner. */
  readonly names: Readonly<Record<NameSort, ReadonlyMap<string, readonly string[]>>>;
}

const known = new WeakMap<StackModel, StackOwners>();

/** Returns the owners of a stack's things. A stack without hatches never asks. */
export function stackOwners(stack: StackModel): StackOwners {
  const found = known.get(stack) ?? build(stack);
  known.set(stack, found);
  return found;
}

function build(stack: StackModel): StackOwners {
  const pods: OwnedPods[] = [];
  const maps = {
    account: new Map<string, string[]>(),
    claim: new Map<string, string[]>(),
    front: new Map<string, string[]>(),
    host: new Map<string, string[]>(),
    pods: new Map<string, string[]>(),
    route: new Map<string, string[]>(),
    secret: new Map<string, string[]>(),
    secretKey: new Map<string, string[]>(),
    service: new Map<string, string[]>(),
    workload: new Map<string, string[]>(),
  } satisfies Record<NameSort, Map<string, string[]>>;
  const add = (sort: NameSort, name: string, service: string): void => {
    maps[sort].set(name, [...(maps[sort].get(name) ?? []), service]);
  };
  const addSecrets = (service: EffectiveService, isWanted: (need: string) => boolean): void => {
    for (const source of secretsOf(stack, service).filter(({ name }) => isWanted(name))) {
      add("secret", secretName(service.name, source), service.name);
      if (source.server === undefined) for (const key of Object.values(source.files)) add("secretKey", key, service.name);
    }
  };
  for (const service of stack.services) {
    const run = (workload: EffectiveService, labels: Labels): void => {
      pods.push({ service: service.name, workload: workload.name, labels });
      for (const sort of ["account", "pods", "service", "workload"] as const) add(sort, workload.name, service.name);
      if (workload.stateful === undefined) return;
      add("service", headlessName(workload.name), service.name);
    };
    run(service, labelsOf(stack, service));
    for (const server of serversOf(stack, service)) run(server.service, labelsOf(stack, server.service));
    for (const { name: job } of service.jobs) {
      const name = jobName(service.name, job);
      pods.push({ service: service.name, workload: name, labels: labelsOf(stack, service, name) });
      for (const sort of ["pods", "workload"] as const) add(sort, name, service.name);
    }
    for (const { name, kind } of service.volumes) if (kind === "newClaim") add("claim", claimName(service.name, name), service.name);
    addSecrets(service, (need) => !service.uses.has(need));
    if (service.public === undefined) continue;
    for (const host of [...routesOf(service.public).flatMap(([, , route]) => hostsOf(route, stack.domain)), ...service.public.redirectFrom])
      for (const name of [service.name, ...service.public.share]) add("host", host.toLowerCase(), name);
    if (stack.ingress?.tls.issuer !== undefined) add("secret", certificateName(service.name), service.name);
    for (const part of ["", "-redirect", "-https", ...routesOf(service.public).map(([, name]) => (name === undefined ? "" : `-${name}`))])
      add("route", `${service.name}${part}`, service.name);
  }
  // The users of a thing come after its owner.
  for (const service of stack.services) {
    addSecrets(service, (need) => service.uses.has(need));
    for (const { claim } of existingClaims(service)) maps.claim.get(claim)?.push(service.name);
  }
  for (const { front, services } of stack.fronts)
    for (const service of services) {
      add("front", front.name, service);
      add("service", front.name, service);
    }
  return { pods, names: maps };
}

const existingClaims = ({ volumes }: EffectiveService) => volumes.flatMap((volume) => (volume.kind === "claim" ? [volume] : []));

/** Returns the labels of a service's pods, or of a job's. */
const labelsOf = (stack: StackModel, service: EffectiveService, job?: string): Labels => ({
  ...service.podLabels,
  ...serviceLabels(service, stack, job === undefined ? {} : { name: job, component: "job" }),
  ...(service.front === undefined || job !== undefined ? {} : { [FRONT_LABEL]: service.front.name }),
});
