import type { IContainer, IPodSpec } from "kubernetes-models/v1";
import type { Daemon } from "../../model/fields/daemon.ts";
import type { ServiceContext } from "../service-context.ts";
import { changeContainers, serverPod } from "./server-pod.ts";

/** Root reads its own files. The group stays, so that the process has no other permissions. */
const ROOT = { runAsNonRoot: false, runAsUser: 0 };

/** Builds the pod of a node agent, with its exceptions. */
export function nodeAgentPod(context: ServiceContext, { exceptions, hostPaths }: Daemon): IPodSpec {
  const mounts = hostPaths.map(({ name, mountPath, readOnly }) => ({
    volume: name,
    mount: { mountPath, name: volumeName(name), ...(readOnly ? { readOnly } : {}) },
    isGuarded: true,
  }));
  const pod = changeContainers(serverPod(context, mounts), (container) => ({
    ...container,
    ...hostPorts(container, exceptions.hostPorts?.ports ?? {}),
    ...(exceptions.root === undefined ? {} : { securityContext: { ...container.securityContext, ...ROOT } }),
  }));
  return {
    ...pod,
    ...(exceptions.hostNetwork === undefined ? {} : { dnsPolicy: "ClusterFirstWithHostNet", hostNetwork: true }),
    ...(exceptions.hostProcesses === undefined ? {} : { hostPID: true }),
    ...(exceptions.root === undefined ? {} : { securityContext: { ...pod.securityContext, ...ROOT } }),
    ...(exceptions.everyNode === undefined ? {} : { tolerations: [{ operator: "Exists" }] }),
    volumes: [...(pod.volumes ?? []), ...hostPaths.map(({ name, path, type }) => ({ hostPath: { path, type }, name: volumeName(name) }))],
  };
}

const volumeName = (name: string): string => `host-${name}`;

function hostPorts({ ports }: IContainer, wanted: Readonly<Record<string, number>>): Pick<IContainer, "ports"> {
  if (ports === undefined) return {};
  return {
    ports: ports.map((port) => {
      const hostPort = port.name !== undefined && Object.hasOwn(wanted, port.name) ? wanted[port.name] : undefined;
      return hostPort === undefined ? port : { ...port, hostPort };
    }),
  };
}
