import type { EffectiveService } from "../model/effective.ts";
import { dnsZone, type StackModel } from "../model/model.ts";
import { mountPath } from "../model/mount-paths.ts";
import type { Instance, SecretSource } from "../model/needs/need.ts";
import { needKind } from "../model/needs/registry.ts";

/** Returns the instance that serves a need on a stack. A binding replaces the stack's own instance. */
export function instanceOf(stack: StackModel, service: string, need: string): Instance {
  const bound = stack.bindings.get(`${service}.${need}`);
  if (bound === undefined) return { stack: stack.name, project: stack.project, dnsZone: dnsZone(stack.name), service, need };
  const { name, input } = bound.stack;
  return { stack: name, project: input.project, dnsZone: dnsZone(name), service: bound.service, need: bound.need };
}

/** Returns the private range of the stack that owns the instance of a need. */
export function privateRangeOf(stack: StackModel, service: string, need: string): string | undefined {
  const bound = stack.bindings.get(`${service}.${need}`);
  return bound === undefined ? stack.privateRange : bound.stack.input.privateRange;
}

/** Lists the secrets of all needs of a service. */
export const secretsOf = (stack: StackModel, service: EffectiveService): readonly SecretSource[] =>
  Object.entries(service.needs).flatMap(([name, need]) => needKind(need).secrets(need, instanceOf(stack, service.name, name), name));

/** True if the pods act as a Google service account. */
export const needsIdentity = (service: EffectiveService): boolean => Object.values(service.needs).some((need) => needKind(need).identity);

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
