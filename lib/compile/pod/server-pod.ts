import type { IContainer, IPodSpec, IVolumeMount } from "kubernetes-models/v1";
import { ownPorts, type Port, UNPRIVILEGED_PORT_START } from "../../model/fields/ports.ts";
import { partsOf } from "../../model/parts.ts";
import type { ServiceContext } from "../service-context.ts";
import { containerPorts, mainContainer } from "./container.ts";
import { lifecycleOf } from "./lifecycle.ts";
import { podSpec } from "./pod-spec.ts";
import { probesOf } from "./probes.ts";
import { mountsIn } from "./volumes.ts";

/** A mount of a volume that the workload itself has. */
export interface WorkloadMount {
  /** The name of the volume in the spec. */
  readonly volume: string;
  readonly mount: IVolumeMount;
  /** True if init containers and sidecars have the mount only if they name the volume. @default false */
  readonly isGuarded?: boolean;
}

/** Builds the pod of a workload that runs until Kubernetes stops it. `mounts` are the workload's own. */
export function serverPod(context: ServiceContext, mounts: readonly WorkloadMount[] = []): IPodSpec {
  const { service } = context;
  const own = ownPorts(service);
  const container = {
    ...mainContainer(context),
    ...probesOf(service.health, service.ports, own),
    ...containerPorts(own),
    ...lifecycleOf(service),
  };
  const pod = withLowPorts(service.ports, podSpec(context, { containers: [container], restartPolicy: "Always", withInit: true }));
  if (mounts.length === 0) return pod;
  const parts = new Map(partsOf(service).map(([, { name, access }]) => [name, access]));
  return changeContainers(pod, (each) => {
    const access = parts.get(each.name);
    const own = mounts.flatMap(({ volume, mount, isGuarded = false }) =>
      isGuarded && access?.volumes.has(volume) === false ? [] : mountsIn(access, volume, mount),
    );
    const volumeMounts = [...(each.volumeMounts ?? []), ...own];
    return volumeMounts.length === 0 ? each : { ...each, volumeMounts };
  });
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
