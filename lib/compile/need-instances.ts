import { planAddresses } from "../model/address-plan.ts";
import type { EffectiveService } from "../model/effective.ts";
import { dnsZone, type StackModel } from "../model/model.ts";
import { mountPath } from "../model/mount-paths.ts";
import { keyOf, rangesOn } from "../model/need-ranges.ts";
import type { Instance, SecretSource } from "../model/needs/need.ts";
import { type Need, needKind } from "../model/needs/registry.ts";
import { needSecretName } from "../model/object-names.ts";
import { isInCluster, serverName } from "../model/servers.ts";
import { identityOf } from "../model/needs/stateful-options.ts";
import { copyStamp, type Restored, restoredOf } from "../model/restored.ts";
import type { Owner } from "../model/needs/resolve-needs.ts";

/** Returns the service that owns the instance of a need, and the owner's name of the need. */
const ownerOf = ({ name: service, uses }: EffectiveService, need: string): Owner => uses.get(need) ?? { service, need };

/** Returns the instance that serves a need on a stack. A binding replaces the stack's own instance. */
export function instanceOf(stack: StackModel, user: EffectiveService, name: string): Instance {
  const owner = ownerOf(user, name);
  const bound = stack.bindings.get(`${owner.service}.${owner.need}`);
  const need = user.needs[name];
  if (bound === undefined) {
    const own = { stack: stack.name, project: stack.project, dnsZone: dnsZone(stack.name) };
    return need !== undefined && isInCluster(stack, owner, need)
      ? { ...own, ...owner, inCluster: true }
      : { ...own, ...identityOf(owner, need ?? {}), ...copyOf(restoredOf(stack.restored, owner)) };
  }
  const { name: other, input } = bound.stack;
  return {
    stack: other,
    project: input.project,
    dnsZone: dnsZone(other),
    ...identityOf({ service: bound.service, need: bound.need }, need ?? {}),
    ...copyOf(restoredOf(input.restored, bound)),
  };
}

const copyOf = (restored: Restored | undefined): Pick<Instance, "copy"> => (restored === undefined ? {} : { copy: copyStamp(restored.at) });

/** Returns the name of the server in the cluster that serves a need, or undefined if the cloud does. */
export function serverFor(stack: StackModel, user: EffectiveService, name: string, need: Need): string | undefined {
  const owner = ownerOf(user, name);
  return isInCluster(stack, owner, need) ? serverName(owner) : undefined;
}

/** Returns the addresses of a need's instance: its own ones, as far as the cloud gives it any. */
export function rangesOf(stack: StackModel, user: EffectiveService, name: string): readonly string[] {
  const need = user.needs[name];
  if (need === undefined) return [];
  const { privateRange } = stack;
  const addressing = needKind(need).addressing(need);
  // Pods reach the APIs over the endpoint of their own network, also for a bucket of another stack.
  if (addressing.kind === "googleApis") {
    const plan = planAddresses(privateRange ?? "");
    return plan === undefined ? present(privateRange) : [`${plan.googleApis}/32`];
  }
  const owner = ownerOf(user, name);
  const bound = stack.bindings.get(`${owner.service}.${owner.need}`);
  if (bound !== undefined) return bound.ranges;
  const copy = restoredOf(stack.restored, owner);
  return copy === undefined ? (rangesOn(stack).byKey.get(keyOf(owner, addressing))?.ranges ?? present(privateRange)) : [copy.range];
}

const present = (range: string | undefined): readonly string[] => (range === undefined ? [] : [range]);

/** Lists the secrets of all needs of a service. */
export function secretsOf(stack: StackModel, service: EffectiveService): readonly SecretSource[] {
  const needs = Object.entries(service.needs);
  if (needs.length === 0) return NO_SECRETS;
  return needs.flatMap(([name, need]) => {
    const sources = needKind(need).secrets(need, instanceOf(stack, service, name), name);
    const server = serverFor(stack, service, name, need);
    return server === undefined ? sources : sources.map((source) => ({ ...source, server }));
  });
}

const NO_SECRETS: readonly SecretSource[] = [];

/** True if Google Cloud grants the pods permissions. They reach the metadata server for that. */
export const needsIdentity = (service: EffectiveService): boolean =>
  Object.values(service.needs).some((need) => needKind(need).identity(need));

/** Names the Kubernetes Secret with the files of a need. All users of a server in the cluster share one. */
export const secretName = (service: string, { name, server }: SecretSource): string => server ?? needSecretName(service, name);

/** A key of the Kubernetes Secret that External Secrets fills for a need. */
export interface SecretKey {
  /** The name of the Secret. */
  readonly name: string;
  readonly key: string;
  /** The file with the need, if another service owns it. */
  readonly ownerFile?: string | undefined;
}

/** Maps the path of each file that holds a secret of the service to the key with the same value. */
export const secretKeysOf = (stack: StackModel, service: EffectiveService): ReadonlyMap<string, SecretKey> =>
  new Map(
    secretsOf(stack, service).flatMap((source) => {
      const owner = service.uses.get(source.name);
      const ownerFile = owner && stack.services.find(({ name }) => name === owner.service)?.file;
      return Object.keys(source.files).map(
        (key) => [`${mountPath(source.name)}/${key}`, { name: secretName(service.name, source), key, ownerFile }] as const,
      );
    }),
  );
