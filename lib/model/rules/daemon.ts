import { suggestion } from "../../base/suggestion.ts";
import { UNPRIVILEGED_PORT_START } from "../fields/ports.ts";
import { isMountPath } from "../mount-paths.ts";
import { shortNameProblem } from "../names.ts";
import type { ServiceRule } from "./rule.ts";
import { setsField } from "./sets-field.ts";

/** Checks the exceptions of a node agent, and that the service has the form of a DaemonSet. */
export const daemonRule: ServiceRule = (service, report) => {
  const { daemon, schedule } = service;
  if (daemon === undefined) return;
  if (schedule !== undefined) report("daemon", "a service with a schedule cannot be a daemon");
  if (setsField(service, "scale")) report("scale", "a daemon has one pod on each node, so it has no scale");
  const at = "daemon.exceptions";
  const { hostPorts, hostNetwork } = daemon.exceptions;
  // Kubernetes sets no sysctl on the network of the node, and the containers have no capabilities.
  const closed = hostNetwork === undefined ? [] : service.ports.filter(({ port }) => port < UNPRIVILEGED_PORT_START);
  for (const { name, port } of closed)
    report(
      `ports.${name}.port`,
      `${port} is below ${UNPRIVILEGED_PORT_START}, and the containers may not open it on the network of the node`,
      `port: 8080, or the exception hostPorts: { because: "...", ports: { ${name}: ${port} } } instead of hostNetwork`,
    );
  const seen = new Map<number, string>();
  for (const [name, number] of Object.entries(hostPorts?.ports ?? {})) {
    const path = `${at}.hostPorts.ports.${name}`;
    const known = service.ports.map((port) => port.name);
    const other = seen.get(number);
    if (!known.includes(name)) report(path, `${service.name} has no port "${name}"${suggestion(name, known)}`);
    else if (other !== undefined) report(path, `${number} is already the port of "${other}"`);
    seen.set(number, name);
  }
  if (hostPorts !== undefined && hostNetwork !== undefined)
    report(`${at}.hostPorts`, "has no effect with hostNetwork, which opens every port of the pod on the node");
  for (const { name, path, mountPath } of daemon.hostPaths) {
    const place = `${at}.hostPaths.paths.${name}`;
    const problem = shortNameProblem(name, "path");
    if (problem !== undefined) report(place, problem);
    // The root of the node is a directory that agents read, but never a place in the container.
    if (path !== "/" && path !== mountPath && !isMountPath(path)) report(`${place}.path`, `"${path}" is not an absolute path`);
  }
  if (daemon.exceptions.hostProcesses !== undefined && service.shareProcessNamespace)
    report("shareProcessNamespace", "cannot be true with the exception hostProcesses, which shares all processes of the node");
};
