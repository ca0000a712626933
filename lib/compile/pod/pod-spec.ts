import type { IContainer, IPodSpec } from "kubernetes-models/v1";
import { priorityClassName } from "../platform/priority-classes.ts";
import type { ServiceContext } from "../service-context.ts";
import { partContainer } from "./container.ts";
import { nodesOf } from "./nodes.ts";
import { sidecarContainers } from "./sidecars.ts";
import { podSecurity } from "./security-context.ts";
import { podVolumes } from "./volumes.ts";

/** The parts in which the pods of workloads differ. */
export interface PodPlan {
  readonly containers: IContainer[];
  readonly restartPolicy: "Always" | "OnFailure";
  /** True if the pod has the service's init containers and sidecars. @default false */
  readonly withInit?: boolean;
}

/** Builds the pod of a workload. */
export function podSpec(context: ServiceContext, { containers, restartPolicy, withInit = false }: PodPlan): IPodSpec {
  const { service, stack } = context;
  const init = withInit ? [...service.init.map((each) => partContainer(context, each)), ...sidecarContainers(context)] : [];
  return {
    automountServiceAccountToken: false,
    containers,
    // Names in the cluster have at most two dots. With the default of 5, a lookup of an outside name tries every search domain first.
    dnsConfig: { options: [{ name: "ndots", value: "2" }] },
    enableServiceLinks: false,
    ...(service.hostAliases === undefined ? {} : hostAliases(service.hostAliases)),
    ...(stack.imagePullSecrets.length === 0 ? {} : { imagePullSecrets: stack.imagePullSecrets.map((name) => ({ name })) }),
    ...(init.length === 0 ? {} : { initContainers: init }),
    ...nodesOf(service.nodes),
    priorityClassName: priorityClassName(stack, service.priority),
    restartPolicy,
    ...(service.runtimeClass === undefined ? {} : { runtimeClassName: service.runtimeClass }),
    securityContext: podSecurity(service),
    serviceAccountName: service.name,
    ...(service.shareProcessNamespace ? { shareProcessNamespace: true } : {}),
    terminationGracePeriodSeconds: service.graceSeconds,
    ...podVolumes(context),
  };
}

/** Builds the lines of the pod's `/etc/hosts`. */
const hostAliases = (names: Readonly<Record<string, readonly string[]>>): Pick<IPodSpec, "hostAliases"> =>
  Object.keys(names).length === 0
    ? {}
    : { hostAliases: Object.entries(names).map(([ip, hostnames]) => ({ hostnames: [...hostnames], ip })) };
