import { addressOf } from "../model/address.ts";
import type { EffectiveService } from "../model/effective.ts";
import { dnsZone, type StackModel } from "../model/model.ts";
import { mountPath } from "../model/mount-paths.ts";
import type { Instance, SecretSource } from "../model/needs/need.ts";
import { needKind } from "../model/needs/registry.ts";
import type { Owner } from "../model/needs/resolve-needs.ts";

/** Returns the service that owns the instance of a need, and the owner's name of the need. */
const ownerOf = ({ name: service, uses }: EffectiveService, need: string): Owner => uses.get(need) ?? { service, need };

/** Returns the instance that serves a need on a stack. A binding replaces the stack's own instance. */
export function instanceOf(stack: StackModel, user: EffectiveService, name: string): Instance {
  const owner = ownerOf(user, name);
  const bound = stack.bindings.get(`${owner.service}.${owner.need}`);
  if (bound === undefined) return { stack: stack.name, project: stack.project, dnsZone: dnsZone(stack.name), ...owner };
  const { name: other, input } = bound.stack;
  return { stack: other, project: input.project, dnsZone: dnsZone(other), service: bound.service, need: bound.need };
}

/** Returns the addresses of a need's instance. Without an own address, they are the private range of the stack that owns it. */
export function rangeOf(stack: StackModel, user: EffectiveService, name: string): string | undefined {
  const owner = ownerOf(user, name);
  const bound = stack.bindings.get(`${owner.service}.${owner.need}`);
  if (bound === undefined) return addressOf(stack.addresses, owner) ?? stack.privateRange;
  return addressOf(bound.stack.input.addresses, bound) ?? bound.stack.input.privateRange;
}

/** Lists the secrets of all needs of a service. */
export const secretsOf = (stack: StackModel, service: EffectiveService): readonly SecretSource[] =>
  Object.entries(service.needs).flatMap(([name, need]) => needKind(need).secrets(need, instanceOf(stack, service, name), name));

/** True if the pods act as a Google service account. */
export const needsIdentity = (service: EffectiveService): boolean =>
  Object.values(service.needs).some((need) => needKind(need).identity(need));

/** Names the Kubernetes Secret that External Secrets fills for a need. */
export const secretName = (service: string, need: string): string => `${service}-${need}`;

/** A key of the Kubernetes Secret that External Secrets fills for a need. */
export interface SecretKey {
  /** The name of the Secret. */
  readonly name: string;
  readonly key: string;
}

/** Maps the path of each file that holds a secret of the service to the key with the same value. */
export const secretKeysOf = (stack: StackModel, service: EffectiveService): ReadonlyMap<string, SecretKey> =>
  new Map(
    secretsOf(stack, service).flatMap(({ name, files }) =>
      Object.keys(files).map((key) => [`${mountPath(name)}/${key}`, { name: secretName(service.name, name), key }] as const),
    ),
  );
