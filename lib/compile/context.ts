import type { EffectiveService } from "../model/effective.ts";
import type { Manifest } from "../model/manifest.ts";
import { ownerLabel } from "../model/layers.ts";
import { type Call, dnsZone, type Model, type StackModel } from "../model/model.ts";
import type { Instance, SecretSource } from "../model/needs/need.ts";
import { needKind } from "../model/needs/registry.ts";
import type { LockEntry } from "../resolve/lock.ts";

type Labels = Readonly<Record<string, string>>;

/** A ConfigMap that the pods use; its name carries the hash of its data. */
export interface Config {
  readonly name: string;
  readonly data: Readonly<Record<string, string>>;
  /** The finished map where a patch has changed it. */
  readonly manifest?: Manifest | undefined;
}

/** All that the kinds of one service are made from. */
export interface ServiceContext {
  readonly model: Model;
  readonly stack: StackModel;
  readonly service: EffectiveService;
  readonly calls: readonly Call[];
  /** `repo:tag@sha256:...` */
  readonly image: string;
  readonly labels: Labels;
  /** With the version: for workloads and their pods only, so that a new image changes one manifest. */
  readonly workloadLabels: Labels;
  readonly selector: Labels;
  readonly env: Config | undefined;
  readonly files: Config | undefined;
  readonly secrets: readonly SecretSource[];
}

/** The labels of an object; `name` is the service's, or that of a part with pods of its own. */
export function labelsFor(
  service: EffectiveService,
  stack: StackModel,
  model: Model,
  name = service.name,
  component = service.component,
): Labels {
  return {
    "app.kubernetes.io/component": component,
    "app.kubernetes.io/instance": name,
    "app.kubernetes.io/managed-by": "fairlead",
    "app.kubernetes.io/name": name,
    "app.kubernetes.io/part-of": service.partOf ?? model.config.name,
    env: stack.tier,
    owner: ownerLabel(service.owner),
  };
}

/** Immutable once a workload exists, so it holds nothing that can change. */
export const selectorFor = (name: string): Labels => ({
  "app.kubernetes.io/instance": name,
  "app.kubernetes.io/name": name,
});

/** The same labels with the version in its sorted place. */
export const withVersion = ({ env, owner, ...labels }: Labels, version: string): Labels => ({
  ...labels,
  "app.kubernetes.io/version": version,
  env: env ?? "",
  owner: owner ?? "",
});

/** A tag as a label value: at most 63 characters, an alphanumeric one first and last. */
export const versionLabel = (tag: string): string =>
  tag
    .replace(/^[^A-Za-z0-9]+/, "")
    .slice(0, 63)
    .replace(/[^A-Za-z0-9]+$/, "");

/** `repo:tag@sha256:...`; the digest decides, the tag is for people. */
export function imageReference(service: EffectiveService, { image, tag, digest }: LockEntry): string {
  const tagged = `${image ?? service.image}:${tag}`;
  return digest === undefined ? tagged : `${tagged}@${digest}`;
}

/** The instance behind a service's need on a stack: its own, or the one that it is bound to. */
export function instanceOf(stack: StackModel, service: string, need: string): Instance {
  const bound = stack.bindings.get(`${service}.${need}`);
  if (bound === undefined) return { stack: stack.name, project: stack.project, dnsZone: dnsZone(stack.name), service, need };
  const { name, input } = bound.stack;
  return { stack: name, project: input.project, dnsZone: dnsZone(name), service: bound.service, need: bound.need };
}

/** Every secret that the service's needs bring along. */
export const secretsOf = (stack: StackModel, service: EffectiveService): readonly SecretSource[] =>
  Object.entries(service.needs).flatMap(([name, need]) => needKind(need).secrets(need, instanceOf(stack, service.name, name), name));

/** Whether the pods act as a Google service account. */
export const needsIdentity = (service: EffectiveService): boolean => Object.values(service.needs).some((need) => needKind(need).identity);
