import type { EffectiveService } from "../model/effective.ts";
import { type Call, type Model, type StackModel } from "../model/model.ts";
import type { SecretSource } from "../model/needs/need.ts";
import { fileKey } from "../model/rules/contents.ts";
import type { LockEntry } from "../resolve/lock.ts";
import { type EvaluatedEnv, evaluateEnv } from "./env/evaluate-env.ts";
import { imageReference } from "./image-reference.ts";
import { type HashedConfig, hashedConfig, namedByHash } from "./hashed-config.ts";
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
  readonly env: HashedConfig | undefined;
  /** False if a part of the environment failed. Then `env` lacks variables. */
  readonly envComplete: boolean;
  readonly files: HashedConfig | undefined;
  /** Sidecar -> its environment, if it has one. */
  readonly sidecarEnv: ReadonlyMap<string, HashedConfig>;
  readonly secrets: readonly SecretSource[];
}

/** The part of the input that is known before the service's version. */
export type ServiceSubject = Pick<ServiceContext, "model" | "stack" | "service" | "images">;

/** Gathers the input of every kind's file. Problems of the environment go to `problems`. */
export function serviceContext(
  { model, stack, service, images }: ServiceSubject,
  entry: LockEntry,
  problems: CompileProblem[],
): ServiceContext {
  const calls = stack.calls.get(service.name) ?? [];
  const labels = serviceLabels(service, stack, model);
  const env = evaluateEnv(stack, service, problems);
  const sidecarEnv = evaluateSidecars(stack, service, problems);
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
    workloadLabels: withVersion(labels, entry.tag),
    selector: selectorFor(service.name),
    env: envConfig(envConfigPrefix(service.name), env),
    envComplete: env.complete && sidecarEnv.complete,
    files: hashedConfig(filesConfigPrefix(service.name), files),
    sidecarEnv: sidecarEnv.configs,
    secrets: secretsOf(stack, service),
  };
}

/** Names the ConfigMap of an environment. An incomplete one keeps its place in the pods, so that patches find what they expect. */
const envConfig = (prefix: string, { complete, variables }: EvaluatedEnv): HashedConfig | undefined =>
  complete ? hashedConfig(prefix, variables) : namedByHash(prefix, variables);

const NO_SIDECARS = { configs: new Map<string, HashedConfig>(), complete: true };

function evaluateSidecars(stack: StackModel, service: EffectiveService, problems: CompileProblem[]): typeof NO_SIDECARS {
  if (service.sidecars.length === 0) return NO_SIDECARS;
  const evaluated = service.sidecars.map(({ name, env }) => [name, evaluateEnv(stack, { ...service, env }, problems)] as const);
  const configs = evaluated.flatMap(([name, env]) => {
    const config = envConfig(sidecarConfigPrefix(service.name, name), env);
    return config === undefined ? [] : [[name, config] as const];
  });
  return { configs: new Map(configs), complete: evaluated.every(([, { complete }]) => complete) };
}

/** Returns the name of a sidecar's ConfigMap without its hash. */
export const sidecarConfigPrefix = (service: string, sidecar: string): string => `${service}-${sidecar}-env`;

/** Returns the name of the environment's ConfigMap without its hash. */
export const envConfigPrefix = (service: string): string => service;

/** Returns the name of the config files' ConfigMap without its hash. */
export const filesConfigPrefix = (service: string): string => `${service}-files`;
