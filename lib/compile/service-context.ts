import type { IEnvVar } from "kubernetes-models/v1";
import type { EffectiveService } from "../model/effective.ts";
import { type Call, type Model, type StackModel } from "../model/model.ts";
import type { SecretSource } from "../model/needs/need.ts";
import { configDirName } from "../model/object-names.ts";
import { fileKey } from "../model/rules/contents.ts";
import { partsOf } from "../model/parts.ts";
import type { LockEntry } from "../resolve/lock.ts";
import { checkReferences } from "./env/check-references.ts";
import { type EvaluatedEnv, evaluateEnv } from "./env/evaluate-env.ts";
import { evaluateProgram } from "./env/evaluate-program.ts";
import { boundImage, imageReference } from "./image-reference.ts";
import { configNames, type ConfigNames, type HashedConfig, hashedConfig, namedConfig } from "./hashed-config.ts";
import { type Labels, selectorFor, serviceLabels, withVersion } from "./labels.ts";
import { secretsOf } from "./need-instances.ts";
import type { CompileProblem } from "./problems/compile-problem.ts";

/** The input of every kind's file: one service on one stack, with its lock entry. */
export interface ServiceContext {
  readonly model: Model;
  readonly stack: StackModel;
  readonly service: EffectiveService;
  readonly calls: readonly Call[];
  /** The tag that the lock names. */
  readonly tag: string;
  /** `repo:tag@sha256:...`. The digest decides which image runs; the tag is for people. */
  readonly image: string;
  /** The name of each released image -> `repo:tag@sha256:...`. */
  readonly images: ReadonlyMap<string, string>;
  readonly labels: Labels;
  /** The labels with the version, for workloads and their pods. */
  readonly workloadLabels: Labels;
  readonly selector: Labels;
  /** The variables of the ConfigMap. */
  readonly env: HashedConfig | undefined;
  /** The variables that a ConfigMap cannot hold. */
  readonly envEntries: readonly IEnvVar[];
  /** False if a part of the environment failed. Then `env` lacks variables. */
  readonly envComplete: boolean;
  readonly files: HashedConfig | undefined;
  /** Init container or sidecar -> its environment, if it has one. */
  readonly partEnv: ReadonlyMap<string, HashedConfig>;
  /** Init container or sidecar -> the variables that a ConfigMap cannot hold. */
  readonly partEntries: ReadonlyMap<string, readonly IEnvVar[]>;
  /** The ConfigMaps of config directories. Their names have no hash. */
  readonly directories: readonly HashedConfig[];
  readonly secrets: readonly SecretSource[];
}

/** The part of the input that is known before the service's version. */
export type ServiceSubject = Pick<ServiceContext, "model" | "stack" | "service" | "images">;

/** Gathers the input of every kind's file. Problems of the environment go to `problems`. */
export function serviceContext(
  { model, stack, service: written, images }: ServiceSubject,
  entry: LockEntry,
  problems: CompileProblem[],
): ServiceContext {
  const subject = { stack, service: written, image: boundImage(written.image, entry) };
  const service = evaluateProgram(subject, problems);
  const calls = stack.calls.get(service.name) ?? [];
  const labels = serviceLabels(service, stack);
  const env = evaluateEnv(subject, problems);
  // The pods of jobs have no other containers.
  const partSubject = { ...subject, service: { ...service, jobs: [] }, inherited: env };
  const parts = partsOf(service).map(([, part]) => [part.name, evaluateEnv(partSubject, problems, part.env)] as const);
  checkReferences(stack.name, service, { service: env, parts: new Map(parts) }, problems);
  const names = configNames(service);
  const files = Object.fromEntries(Object.entries(service.files).map(([path, text]) => [fileKey(path), text]));
  return {
    model,
    stack,
    service,
    calls,
    tag: entry.tag,
    image: imageReference(service.image, entry),
    images,
    labels,
    workloadLabels: withVersion(labels, entry.tag, service.front?.name),
    selector: selectorFor(service.name),
    env: envConfig(envConfigPrefix(service.name), env, names),
    envEntries: env.placed.entries,
    envComplete: env.complete && parts.every(([, { complete }]) => complete),
    files: hashedConfig(filesConfigPrefix(service.name), files, names),
    partEnv: configsOf(service, parts),
    partEntries: new Map(parts.map(([name, { placed }]) => [name, placed.entries])),
    directories: service.volumes.flatMap((volume) =>
      volume.kind === "configDir" ? [{ name: configDirName(service.name, volume.name), data: volume.files }] : [],
    ),
    secrets: secretsOf(stack, service),
  };
}

/** Names the ConfigMap of an environment. An incomplete one keeps its place in the pods, so that patches find what they expect. */
const envConfig = (prefix: string, { complete, placed }: EvaluatedEnv, names: ConfigNames): HashedConfig | undefined =>
  (complete ? hashedConfig : namedConfig)(prefix, placed.data, names);

const configsOf = (service: EffectiveService, parts: readonly (readonly [name: string, env: EvaluatedEnv])[]) =>
  new Map(
    parts.flatMap(([name, env]) => {
      const config = envConfig(partConfigPrefix(service.name, name), env, configNames(service));
      return config === undefined ? [] : [[name, config] as const];
    }),
  );

/** Returns the name of the ConfigMap of an init container or a sidecar, without its hash. */
export const partConfigPrefix = (service: string, part: string): string => `${service}-${part}-env`;

/** Returns the name of the environment's ConfigMap without its hash. */
export const envConfigPrefix = (service: string): string => service;

/** Returns the name of the config files' ConfigMap without its hash. */
export const filesConfigPrefix = (service: string): string => `${service}-files`;
