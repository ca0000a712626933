import type { IContainer } from "kubernetes-models/v1";
import type { ServiceContext } from "../service-context.ts";
import { containerPorts, partContainer } from "./container.ts";
import { probesOf } from "./probes.ts";

/**
 * Builds the sidecars: init containers that Kubernetes does not wait for and restarts by itself.
 * They start before the service's container, and Kubernetes stops them after it.
 */
export const sidecarContainers = (context: ServiceContext): IContainer[] =>
  context.service.sidecars.map((sidecar) => {
    const { ports } = context.service;
    const own = ports.filter(({ name }) => sidecar.ports.includes(name));
    return {
      ...partContainer(context, sidecar),
      ...probesOf(sidecar.health, ports, own),
      ...containerPorts(own),
      restartPolicy: "Always",
    };
  });
