import type { EffectiveService } from "../model/effective.ts";
import { type Call, type Model, type StackModel } from "../model/model.ts";
import type { SecretSource } from "../model/needs/need.ts";
import { fileKey } from "../model/rules/contents.ts";
import type { LockEntry } from "../resolve/lock.ts";
import { evaluateEnv } from "./env/evaluate-env.ts";
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
  readonly labels: Labels;
  /** The labels with the version, for workloads and their pods. */
  readonly workloadLabels: Labels;
  readonly selector: Labels;
  readonly env: HashedConfig | undefined;
  /** False if a part of the environment failed. Then `env` lacks variables. */
  readonly envComplete: boolean;
  readonly files: HashedConfig | undefined;
  readonly secrets: readonly SecretSource[];
}

/** Gathers the input of every kind's file. Problems of the environment go to `problems`. */
export function serviceContext(
  { model, stack, service }: Pick<ServiceContext, "model" | "stack" | "service">,
  entry: LockEntry,
  problems: CompileProblem[],
): ServiceContext {
  const calls = stack.calls.get(service.name) ?? [];
  const labels = serviceLabels(service, stack, model);
  const env = evaluateEnv(stack, service, problems);
  const files = Object.fromEntries(Object.entries(service.files).map(([path, text]) => [fileKey(path), text]));
  return {
    model,
    stack,
    service,
    calls,
    tag: entry.tag,
    image: imageReference(service, entry),
    labels,
    workloadLabels: withVersion(labels, entry.tag),
    selector: selectorFor(service.name),
    // An incomplete environment keeps its place in the pods, so that patches of the pods find what they expect.
    env: env.complete
      ? hashedConfig(envConfigPrefix(service.name), env.variables)
      : namedByHash(envConfigPrefix(service.name), env.variables),
    envComplete: env.complete,
    files: hashedConfig(filesConfigPrefix(service.name), files),
    secrets: secretsOf(stack, service),
  };
}

/** Returns the name of the environment's ConfigMap without its hash. */
export const envConfigPrefix = (service: string): string => service;

/** Returns the name of the config files' ConfigMap without its hash. */
export const filesConfigPrefix = (service: string): string => `${service}-files`;

function imageReference(service: EffectiveService, { image, tag, digest }: LockEntry): string {
  const tagged = `${image ?? service.image}:${tag}`;
  return digest === undefined ? tagged : `${tagged}@${digest}`;
}
