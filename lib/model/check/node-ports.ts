import type { EffectiveService } from "../effective.ts";
import { ARCH_LABEL } from "../fields/nodes.ts";
import { transportOf } from "../fields/ports.ts";
import type { StackModel } from "../model.ts";
import { reporterOf } from "./reporters.ts";
import type { Run } from "./run.ts";

/** A port that a node agent takes on its nodes. */
interface NodePort {
  readonly stack: StackModel;
  readonly service: EffectiveService;
  readonly at: string;
}

/** Reports two node agents of a cluster that take one port of a node. The second pod would wait forever. */
export function checkNodePorts(stacks: readonly StackModel[], run: Run): void {
  const taken = new Map<string, NodePort[]>();
  const reported = new Set<string>();
  for (const stack of stacks) {
    for (const service of stack.services) {
      for (const { at, port } of nodePorts(service)) {
        const key = `${stack.cluster} ${port}`;
        // The service's own rule compares its own ports.
        const others = taken.get(key) ?? [];
        const other = others.find((each) => (each.stack !== stack || each.service !== service) && mayMeet(service, each.service));
        taken.set(key, [...others, { stack, service, at }]);
        const cause = JSON.stringify([service.name, at, other?.service.name, other?.at]);
        if (other === undefined || reported.has(cause)) continue;
        reported.add(cause);
        const who = other.stack === stack ? other.service.name : `${other.service.name} of ${other.stack.name}`;
        const hint = "choose another port, or select other nodes: nodes: { selector: { ... } }";
        reporterOf(service, run.problems)(at, `the port ${port} of a node belongs to ${who}`, hint);
      }
    }
  }
}

/** Lists the ports that a node agent takes on its nodes, with the places in the spec. On the network of the node, it takes all of its ports. */
function nodePorts({ daemon, ports }: EffectiveService): readonly { readonly at: string; readonly port: string }[] {
  if (daemon === undefined) return [];
  const { hostPorts, hostNetwork } = daemon.exceptions;
  return ports.flatMap((port) => {
    const number = hostPorts !== undefined && Object.hasOwn(hostPorts.ports, port.name) ? hostPorts.ports[port.name] : undefined;
    if (hostNetwork !== undefined) return [{ at: `ports.${port.name}.port`, port: `${port.port}/${transportOf(port)}` }];
    return number === undefined ? [] : [{ at: `daemon.exceptions.hostPorts.ports.${port.name}`, port: `${number}/${transportOf(port)}` }];
  });
}

/** True if one node may run pods of two services. Taints keep pods away only from some nodes. */
function mayMeet(a: EffectiveService, b: EffectiveService): boolean {
  const [own, theirs] = [selectorOf(a), selectorOf(b)];
  return Object.entries(own).every(([label, value]) => !Object.hasOwn(theirs, label) || theirs[label] === value);
}

const selectorOf = ({ nodes }: EffectiveService): Readonly<Record<string, string>> => ({
  ...nodes?.selector,
  ...(nodes?.arch === undefined ? {} : { [ARCH_LABEL]: nodes.arch }),
});
