import type { Report } from "../../base/problem.ts";
import { isRecord } from "../../base/values.ts";
import type { EffectiveService } from "../effective.ts";
import type { KedaScale } from "../fields/keda.ts";
import type { Autoscaling } from "../fields/scale.ts";
import { DEFAULTS } from "../defaults.ts";
import { MIN_REPLICAS, type Tier } from "../tier.ts";
import { hasReplicas, workloadOf } from "../workload.ts";
import { checkMetric } from "./metrics.ts";
import type { ServiceRule } from "./rule.ts";

/** Checks that the scale has room, and the tier's minimum. A single pod on prod needs a reason. */
export const scaleRule: ServiceRule = (service, report, tier) => {
  // Another rule reports a daemon that is stateful.
  if (service.daemon !== undefined || !hasReplicas(workloadOf(service))) return;
  checkLayers(service, report);
  const { scale } = service;
  switch (scale.kind) {
    case "autoscaling":
      checkBounds(scale, MIN_REPLICAS[tier], tier, report);
      return checkMetrics(scale, report);
    case "keda":
      // No service calls one without ports, so KEDA may remove all its pods.
      return checkBounds(scale, scale.min < DEFAULTS.min && service.ports.length === 0 ? 0 : MIN_REPLICAS[tier], tier, report);
    case "fixed":
      if (scale.replicas < MIN_REPLICAS[tier]) report("scale.replicas", tooFew(scale.replicas, tier), "single() runs one pod");
      return;
    case "single":
      if (scale.because?.trim() === "") report("scale.because", "must not be empty");
      else if (tier === "prod" && scale.because === undefined)
        report("scale.because", "missing: a single pod on prod needs a reason", 'single({ because: "the queue has one consumer" })');
      return;
    case "scaledBy":
      if (scale.by.trim() === "") report("scale.by", "must not be empty", 'scaledBy("the queue operator")');
  }
};

/** Words a number of pods below the minimum. A number that every tier refuses is one mistake, not one for each tier. */
const tooFew = (pods: number, tier: Tier): string =>
  pods < DEFAULTS.min ? `must be at least ${DEFAULTS.min}, got ${pods}` : `must be at least ${MIN_REPLICAS[tier]} on ${tier}, got ${pods}`;

function checkBounds({ kind, min, max }: Autoscaling | KedaScale<string>, minimum: number, tier: Tier, report: Report): void {
  if (min < minimum) report("scale.min", tooFew(min, tier), kind === "keda" ? "only a service without ports may have fewer" : undefined);
  if (max <= min) report("scale.max", `must be greater than the minimum ${min}, got ${max}`);
}

/**
 * Reports an object above a tagged value. It replaces the value, so it must be complete.
 * Otherwise a tier that raises only the maximum of `keda(...)` would change the service to plain autoscaling.
 */
function checkLayers({ layers }: EffectiveService, report: Report): void {
  let tagged: string | undefined;
  let isPart = false;
  for (const { file, values } of layers) {
    const { scale } = values;
    if (file === undefined || !isRecord(scale)) continue;
    if (typeof scale["kind"] === "string") [tagged, isPart] = [scale["kind"], false];
    else if (scale["min"] !== undefined && scale["max"] !== undefined) tagged = undefined;
    else isPart ||= tagged !== undefined;
  }
  if (isPart) report("scale", `cannot change a part of ${tagged}(...); write all of it, or min and max for the autoscaler`);
}

function checkMetrics({ cpuPercent, memoryPercent, metrics }: Autoscaling, report: Report): void {
  if (cpuPercent === undefined && memoryPercent === undefined && metrics.length === 0)
    report("scale.cpuPercent", "must be a number if no other metric is given, got false");
  for (const metric of metrics) checkMetric(metric, (path, message, hint) => report(`scale.metrics.${metric.key}${path}`, message, hint));
}
