import type { IContainer } from "kubernetes-models/v1";
import type { EffectiveService } from "../../model/effective.ts";
import { preStopSeconds } from "../../model/fields/pod.ts";
import { workloadOf } from "../../model/workload.ts";
import { handlerOf } from "./probes.ts";

/** Builds the hooks of the service's container. Without a hook, a pod of a Service pauses before it stops. */
export function lifecycleOf(service: EffectiveService): Pick<IContainer, "lifecycle"> {
  const { postStart, preStop } = service.lifecycle ?? {};
  const seconds = workloadOf(service) === "CronJob" ? 0 : preStopSeconds(service);
  const before = preStop !== undefined ? handlerOf(service.ports, preStop) : seconds > 0 ? { sleep: { seconds } } : undefined;
  const hooks = {
    ...(postStart === undefined ? {} : { postStart: handlerOf(service.ports, postStart) }),
    ...(before === undefined ? {} : { preStop: before }),
  };
  return Object.keys(hooks).length === 0 ? {} : { lifecycle: hooks };
}

/** Builds the fields of a container's last message. All containers of the service have them. */
export function terminationOf({ termination }: EffectiveService): Pick<IContainer, "terminationMessagePath" | "terminationMessagePolicy"> {
  if (termination === undefined) return {};
  const { messagePath, messagePolicy } = termination;
  return {
    ...(messagePath === undefined ? {} : { terminationMessagePath: messagePath }),
    ...(messagePolicy === undefined ? {} : { terminationMessagePolicy: messagePolicy }),
  };
}
