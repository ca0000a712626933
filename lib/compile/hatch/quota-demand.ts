import { valueAt } from "../../base/values.ts";
import type { EffectiveService } from "../../model/effective.ts";
import type { Manifest } from "../../model/manifest.ts";
import type { StackModel } from "../../model/model.ts";
import { compareQuantities, sumQuantities } from "../../model/quantity.ts";
import type { CompiledObject } from "../compiled-object.ts";
import { duringRollout, peakPods } from "../../model/workload.ts";
import { type CompileProblem, reportStackFile } from "../problems/compile-problem.ts";
import { containersOf, type Part, podTemplate } from "./pod-template.ts";

interface Workload {
  readonly containers: readonly Part[];
  /** The number of pods at full scale. */
  readonly pods: number;
}

/** True if a stack has a quota and a hatch, so that its objects decide what its pods request. */
export const countsDemand = ({ quota, services }: StackModel): boolean =>
  quota !== undefined && services.some(({ manifests, patches }) => manifests !== undefined || patches.length > 0);

/**
 * Checks that the services of a stack and their hatches fit into its quota at full scale.
 * The rules of the model count the services without their hatches, so a stack without a hatch needs no check.
 */
export function checkQuotaDemand(stack: StackModel, objects: readonly CompiledObject[], problems: CompileProblem[]): void {
  const { quota = {}, services } = stack;
  const workloads = services.flatMap((service) => workloadsOf(service, objects));
  const report = reportStackFile(problems, stack.file);
  const pods = workloads.reduce((sum, each) => sum + each.pods, 0);
  if (quota.pods !== undefined && pods > quota.pods) report("quota.pods", `${quota.pods} is below ${exceeding(String(pods))}`);
  for (const name of ["cpu", "memory"] as const) {
    const limit = quota[name];
    const sum = sumQuantities(workloads.flatMap((each) => requestsOf(each, name)));
    if (limit !== undefined && compareQuantities(sum, limit) === 1) report(`quota.${name}`, `${limit} is below ${exceeding(sum)}`);
  }
}

const exceeding = (sum: string): string => `the ${sum} of the services with their patches and manifests`;

function workloadsOf(service: EffectiveService, objects: readonly CompiledObject[]): readonly Workload[] {
  const own = objects.flatMap(({ scope, manifest }) => (scope.kind === "service" && scope.service === service.name ? [manifest] : []));
  return own.flatMap((object) => {
    const template = podTemplate(object);
    return template === undefined ? [] : [{ containers: containersOf(template.value), pods: podsOf(object, own, service) }];
  });
}

/** The value that KEDA sets if a ScaledObject names no maximum. */
const KEDA_MAXIMUM = 100;

function podsOf(object: Manifest, own: readonly Manifest[], service: EffectiveService): number {
  const { kind, metadata } = object;
  const number = (path: string, otherwise: number): number => Number(valueAt(object, path.split(".")) ?? otherwise);
  const scaler = own.find((each) => {
    const target = valueAt(each, ["spec", "scaleTargetRef"]);
    return valueAt(target, ["name"]) === metadata.name && (valueAt(target, ["kind"]) ?? "Deployment") === kind;
  });
  const maximum = valueAt(scaler, ["spec", "maxReplicas"]) ?? valueAt(scaler, ["spec", "maxReplicaCount"]) ?? KEDA_MAXIMUM;
  if (scaler !== undefined) return duringRollout(Number(maximum));
  // The hooks of a sync end before the rollout begins.
  if (kind === "Job") return metadata.annotations?.["argocd.argoproj.io/hook"] === undefined ? number("spec.parallelism", 1) : 0;
  if (kind === "CronJob") return number("spec.jobTemplate.spec.parallelism", 1);
  if (metadata.name === service.name) return peakPods(service) ?? 0;
  return kind === "Deployment" ? duringRollout(number("spec.replicas", 1)) : number("spec.replicas", 1);
}

function requestsOf(
  { containers, pods }: Workload,
  name: "cpu" | "memory",
): readonly { readonly quantity: string; readonly count: number }[] {
  // Init containers run before the others, so only sidecars among them add to the sum.
  const together = containers.filter(({ at, value }) => !at.startsWith("spec.initContainers.") || value["restartPolicy"] === "Always");
  return together.map(({ value }) => {
    const request = valueAt(value, ["resources", "requests", name]) ?? valueAt(value, ["resources", "limits", name]);
    return { quantity: typeof request === "string" || typeof request === "number" ? String(request) : "0", count: pods };
  });
}
