import type { IContainer, IPodSpec, IVolumeMount } from "kubernetes-models/v1";
import { ownPorts, type Port, UNPRIVILEGED_PORT_START } from "../../model/fields/ports.ts";
import type { ServiceContext } from "../service-context.ts";
import { containerPorts, mainContainer } from "./container.ts";
import { lifecycleOf } from "./lifecycle.ts";
import { podSpec } from "./pod-spec.ts";
import { probesOf } from "./probes.ts";

/** Builds the pod of a workload that runs until Kubernetes stops it. `mounts` are the workload's own. */
export function serverPod(context: ServiceContext, mounts: readonly IVolumeMount[] = []): IPodSpec {
  const { service } = context;
  const own = ownPorts(service);
  const container = {
    ...mainContainer(context),
    ...probesOf(service.health, service.ports, own),
    ...containerPorts(own),
    ...lifecycleOf(service),
  };
  const pod = withLowPorts(service.ports, podSpec(context, { containers: [container], restartPolicy: "Always", withInit: true }));
  return mounts.length === 0
    ? pod
    : changeContainers(pod, (each) => ({ ...each, volumeMounts: [...(each.volumeMounts ?? []), ...mounts] }));
}

/** Lets an ordinary user open ports below 1024. Every Pod Security level accepts this sysctl. */
function withLowPorts(ports: readonly Port[], pod: IPodSpec): IPodSpec {
  const lowest = Math.min(...ports.map(({ port }) => port));
  if (lowest >= UNPRIVILEGED_PORT_START) return pod;
  const sysctls = [{ name: "net.ipv4.ip_unprivileged_port_start", value: `${lowest}` }];
  return { ...pod, securityContext: { ...pod.securityContext, sysctls } };
}

/** Changes all containers of a pod, init containers too. */
export const changeContainers = (pod: IPodSpec, change: (container: IContainer) => IContainer): IPodSpec => ({
  ...pod,
  containers: pod.containers.map(change),
  ...(pod.initContainers === undefined ? {} : { initContainers: pod.initContainers.map(change) }),
});
