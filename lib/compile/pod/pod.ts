import type { IContainer, IPodSpec } from "kubernetes-models/v1";
import type { Resources } from "../../model/effective.ts";
import { selectorFor, type ServiceContext } from "../context.ts";
import { containerSecurity, podSecurity } from "./security.ts";
import { volumeMountsOf, volumesOf } from "./volumes.ts";

/** What one container runs. */
export interface ContainerPlan {
  readonly name: string;
  readonly image: string;
  readonly command: readonly string[];
  readonly args: readonly string[];
  readonly resources: Resources;
}

/** What every container has, init containers and jobs too. */
export function container(context: ServiceContext, plan: ContainerPlan): IContainer {
  const { limits, requests } = plan.resources;
  return {
    ...(plan.args.length === 0 ? {} : { args: [...plan.args] }),
    ...(plan.command.length === 0 ? {} : { command: [...plan.command] }),
    ...(context.env === undefined ? {} : { envFrom: [{ configMapRef: { name: context.env.name } }] }),
    image: plan.image,
    imagePullPolicy: "Always",
    name: plan.name,
    resources: {
      limits: { cpu: limits.cpu, "ephemeral-storage": limits.storage, memory: limits.memory },
      requests: { cpu: requests.cpu, "ephemeral-storage": requests.storage, memory: requests.memory },
    },
    securityContext: containerSecurity,
    volumeMounts: volumeMountsOf(context),
  };
}

/** What runs before the service's own container. */
export const initContainers = (context: ServiceContext): IContainer[] =>
  context.service.init.map((init) => container(context, { ...init, image: init.image ?? context.image }));

/** What every pod has. */
export function podSpec(
  context: ServiceContext,
  containers: IContainer[],
  restartPolicy: "Always" | "OnFailure",
  before: IContainer[] = [],
): IPodSpec {
  const { service, stack } = context;
  return {
    automountServiceAccountToken: false,
    containers,
    // Names inside the cluster have at most two dots; with the default of 5 every other look-up is made four times.
    dnsConfig: { options: [{ name: "ndots", value: "2" }] },
    enableServiceLinks: false,
    ...(before.length === 0 ? {} : { initContainers: before }),
    priorityClassName: `${stack.namespace}-${service.priority}`,
    restartPolicy,
    securityContext: podSecurity,
    serviceAccountName: service.name,
    terminationGracePeriodSeconds: service.graceSeconds,
    volumes: volumesOf(context),
  };
}

/** Keeps the pods of a service apart: other nodes if possible, other zones evenly. */
export function spread(name: string): Pick<IPodSpec, "affinity" | "topologySpreadConstraints"> {
  const labelSelector = { matchLabels: selectorFor(name) };
  return {
    affinity: {
      podAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          { podAffinityTerm: { labelSelector, topologyKey: "kubernetes.io/hostname" }, weight: 100 },
        ],
      },
    },
    topologySpreadConstraints: [
      { labelSelector, maxSkew: 1, topologyKey: "topology.kubernetes.io/zone", whenUnsatisfiable: "ScheduleAnyway" },
    ],
  };
}
