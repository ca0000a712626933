import { valueAt } from "../../base/values.ts";
import type { EffectiveService } from "../effective.ts";
import type { Hook } from "../fields/lifecycle.ts";
import { preStopSeconds } from "../fields/pod.ts";
import { noPort } from "./ports.ts";
import { workloadOf } from "../workload.ts";
import type { ServiceRule } from "./rule.ts";

/** Checks that hooks lead to ports, and that the pause before the stop leaves time for the stop. */
export const lifecycleRule: ServiceRule = (service, report) => {
  const { graceSeconds, lifecycle = {}, termination = {} } = service;
  const { preStop } = lifecycle;
  for (const name of ["postStart", "preStop"] as const) {
    const hook = lifecycle[name];
    if (hook?.kind === "http" && !service.ports.some((port) => port.name === hook.port))
      report(`lifecycle.${name}.port`, noPort(service, hook.port));
  }
  const given = pauseInSpec(service);
  if (given !== undefined && preStop !== undefined)
    report("termination.preStopSeconds", "conflicts with lifecycle.preStop, which replaces the pause");
  else if (given !== undefined && workloadOf(service) === "CronJob")
    report("termination.preStopSeconds", "a service with a schedule has no pause before the stop");
  const seconds = preStop === undefined ? preStopSeconds({ lifecycle, termination }) : sleepSeconds(preStop);
  if (workloadOf(service) === "CronJob" || seconds < graceSeconds) return;
  if (preStop !== undefined) report("lifecycle.preStop", `takes ${seconds} s, but graceSeconds is ${graceSeconds}`);
  else if (given !== undefined)
    report("termination.preStopSeconds", `must be less than graceSeconds, which is ${graceSeconds}, got ${seconds}`);
  else report("graceSeconds", `must be greater than the pre-stop pause of ${seconds} s, got ${graceSeconds}`);
};

/** Returns the pause that a spec sets, or undefined if the library sets it. */
const pauseInSpec = ({ layers }: EffectiveService): unknown =>
  layers.findLast(({ file, values }) => file !== undefined && valueAt(values, ["termination", "preStopSeconds"]) !== undefined);

/** Returns the seconds that a hook certainly takes: `sleep 20`, also through a shell. */
function sleepSeconds(hook: Hook<string, string>): number {
  if (hook.kind !== "exec") return 0;
  const [, seconds] = /(?:^|\/|\s)sleep ['"]?(\d+)s?['"]?(?:$|\s*[;&\n])/.exec(hook.command.join(" ")) ?? [];
  return Number(seconds ?? 0);
}
