import type { Report } from "../../base/problem.ts";
import { suggestion } from "../../base/suggestion.ts";
import { shorten } from "../../base/text.ts";
import type { Endpoint, StackCall } from "../fields/calls.ts";
import type { ComponentCall } from "../fields/component-call.ts";
import { hostsOf, routesOf } from "../fields/public.ts";
import { servicesOf } from "../fleet.ts";
import { addressOf, missingEndpoint, NO_PORT, outsideCall, portOf, type Target } from "./call-targets.ts";
import type { Run } from "./run.ts";
import type { CheckedStack } from "./stacks.ts";
import { variantOf } from "./variants.ts";

/** Names a Service of another namespace. */
const farHost = (service: string, namespace: string): string => `${service}.${namespace}.svc.cluster.local`;

/** Resolves a call of a component's Service. Reports a component that the stack lacks. */
export function componentTarget(call: ComponentCall, stack: CheckedStack | undefined, report: Report): Target {
  const { component, service = component, port, targetPort = port, pods } = call;
  const own = stack?.on.stack.input;
  const namespace = call.namespace === own?.namespace ? undefined : call.namespace;
  const known = Object.keys(own?.components ?? {});
  if (stack !== undefined && !known.includes(component)) {
    const hint = "add the component to the stack, or write optional(componentService(...))";
    report("", `${stack.on.stack.name} has no component "${component}"${suggestion(component, known)}`, hint);
  }
  if (namespace === undefined && pods === undefined)
    report(".pods", "is missing: the stack's namespace denies all traffic that no label opens", `write pods: { app: "${service}" }`);
  return {
    ...addressOf(namespace === undefined ? service : farHost(service, namespace), port),
    to: { kind: "component", component, service, namespace, pods },
    opens: { port: targetPort, protocol: "TCP" },
  };
}

/** Resolves a call of a service on another stack. Stacks of one cluster reach each other's Services. */
export function stackTarget({ stack: name, call }: StackCall, run: Run, from: CheckedStack | undefined, report: Report): Target {
  const { service, port } = call;
  const found = portOf(call, run.services);
  const nowhere: Target = { ...addressOf(service, 0), to: { kind: "service", service, port }, opens: NO_PORT };
  const target = run.stacks.readable.find(({ on }) => on.stack.name === name);
  const checked = run.services.byName.get(service);
  if (checked === undefined || found === undefined) {
    if (!run.services.broken.has(service)) report("", ...missingEndpoint(call, run.services));
    return nowhere;
  }
  if (target === undefined) {
    if (!run.stacks.broken.has(name)) report("", `${shorten(name)} is not the default export of a file in stacks/`);
    return nowhere;
  }
  if (from === undefined) return nowhere;
  const [own, other] = [from.on.stack, target.on.stack];
  const endpoint = `${service}.endpoint("${port}")`;
  if (name === own.name) report("", `${name} is the stack itself`, `write ${endpoint}`);
  else if (other.tier !== own.tier) report("", `${name} is a stack of tier ${other.tier}; ${own.name} of tier ${own.tier} cannot call it`);
  else if (!servicesOf(other, run.fleet.services).some((each) => each.service === checked.service.service))
    report("", `${name} does not run ${service}`, `add ${service} to services in ${target.on.file}`);
  else if (other.input.cluster === own.input.cluster)
    return {
      ...addressOf(farHost(service, other.input.namespace), found.port),
      to: { kind: "remote", stack: name, service, port, namespace: other.input.namespace },
      opens: found.opens,
    };
  else {
    const outer = otherCluster(call, run, target);
    if (outer !== undefined) return outer;
    const example = `reachable(${endpoint}, outside("10.4.0.9", ${found.port}, { range: "10.4.0.9/32" }))`;
    report(
      "",
      `${name} is on another cluster, and has no address of ${service}.${port}`,
      `in ${target.on.file}, write endpoints: [${example}]`,
    );
  }
  return nowhere;
}

/** Resolves a call of another cluster: the address that its stack gives, else the public host of the port. */
function otherCluster({ service, port }: Endpoint, run: Run, target: CheckedStack): Target | undefined {
  const { endpoints = [], domain } = target.on.stack.input;
  const given = endpoints.find(({ endpoint }) => endpoint.service === service && endpoint.port === port);
  if (given !== undefined) return outsideCall(given.at);
  const checked = run.services.byName.get(service);
  const open = checked === undefined ? undefined : variantOf(run, checked, target).public;
  const [host] = open === undefined ? [] : routesOf(open).flatMap(([, , route]) => (route.port === port ? hostsOf(route, domain) : []));
  return host === undefined ? undefined : outsideCall({ kind: "outside", host, port: 443 });
}
