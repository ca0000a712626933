import type { Report } from "../../base/problem.ts";
import { count } from "../../base/text.ts";
import { routesOf } from "../fields/public.ts";
import { headlessName } from "../fields/stateful.ts";
import type { StackModel } from "../model.ts";
import { MAX_NAME_LENGTH } from "../names.ts";
import { needKind } from "../needs/registry.ts";
import { applicationName } from "../object-names.ts";
import { refusedException } from "../pod-security.ts";
import { rangesOn } from "../need-ranges.ts";
import { compareQuantities, sumQuantities } from "../quantity.ts";
import { isInCluster, serversOf } from "../servers.ts";
import { peakPods } from "../workload.ts";

type Placed = StackModel;

/** Kubernetes allows 63 characters in a label value. */
const MAX_LABEL = 63;

/** Checks that a stack has everything that its services need. */
export function checkPlacement(stack: Placed, report: Report): void {
  checkApplicationNames(stack, report);
  checkPrivateRange(stack, report);
  checkDomain(stack, report);
  checkPodSecurity(stack, report);
  checkHeadlessNames(stack, report);
  checkApiServer(stack, report);
  checkQuota(stack, report);
}

/** Reports the longest Application name if it is too long. */
function checkApplicationNames({ name, services }: Placed, report: Report): void {
  const [longest] = services.map((service) => service.name).sort((a, b) => b.length - a.length);
  const application = applicationName(name, longest ?? "");
  if (longest === undefined || application.length <= MAX_LABEL || name.length > MAX_NAME_LENGTH) return;
  report(
    "",
    `the Application "${application}" has ${application.length} characters; at most ${MAX_LABEL} fit`,
    "shorten the stack's or the service's name",
  );
}

function checkPrivateRange(stack: Placed, report: Report): void {
  const { services, privateRange } = stack;
  if (privateRange !== undefined) return checkRoom(stack, privateRange, report);
  const [first, ...others] = services.flatMap((service) =>
    Object.entries(service.needs).flatMap(([name, need]) =>
      needKind(need).egress(need).length > 0 && !isInCluster(stack, service.uses.get(name) ?? { service: service.name, need: name }, need)
        ? [`${needKind(need).nameOf(need)} "${name}" of ${service.name}`]
        : [],
    ),
  );
  if (first === undefined) return;
  const more = others.length === 0 ? " is" : ` and ${count(others.length, "more need")} are`;
  report("privateRange", `missing: ${first}${more} reached there`, 'add privateRange: "10.20.0.0/16"');
}

/** Reports instances for which the private range has no free address. */
function checkRoom(stack: Placed, privateRange: string, report: Report): void {
  const [first, ...others] = rangesOn(stack).homeless;
  if (first === undefined) return;
  const more = others.length === 0 ? "" : ` and ${count(others.length, "more need")}`;
  report("privateRange", `${privateRange} has no free address for ${first.key}${more}`, "choose a wider range");
}

function checkDomain({ services, domain }: Placed, report: Report): void {
  if (domain !== undefined) return;
  const [first, ...others] = services.filter(
    (service) => service.public !== undefined && routesOf(service.public).some(([, , route]) => route.host === undefined),
  );
  if (first === undefined) return;
  const more = others.length === 0 ? " is" : ` and ${count(others.length, "more service")} are`;
  report("domain", `missing: ${first.name}${more} public`, 'add domain: "shop.example.com"');
}

/** Checks that the namespace accepts the exceptions of node agents. */
function checkPodSecurity({ services, podSecurity }: Placed, report: Report): void {
  for (const { name, daemon } of services) {
    const refused = daemon === undefined ? undefined : refusedException(daemon.exceptions, podSecurity);
    if (refused === undefined) continue;
    const hint = `add podSecurity: "${refused.needs}", or run the node agent on a separate stack`;
    report("podSecurity", `"${podSecurity}" refuses the exception ${refused.name} of ${name}`, hint);
  }
}

/** Checks that no service has the name of the headless Service of a StatefulSet. */
function checkHeadlessNames({ services }: Placed, report: Report): void {
  for (const { name, stateful } of services) {
    const taken = stateful === undefined ? undefined : services.find((other) => other.name === headlessName(name));
    if (taken === undefined) continue;
    report(
      "services",
      `the service ${taken.name} has the name of the headless Service of ${name}, which is stateful`,
      "rename one of them",
    );
  }
}

function checkApiServer({ services, apiServer }: Placed, report: Report): void {
  const first = services.find(({ kubernetesApi }) => kubernetesApi.length > 0);
  if (first === undefined || apiServer !== undefined) return;
  report(
    "apiServer",
    `missing: ${first.name} uses the Kubernetes API`,
    'add apiServer: "10.0.0.2/32"; kubectl get endpoints kubernetes prints it',
  );
}

/** Checks that the services fit into the quota at full scale. Else the quota would stop a rollout half way. */
function checkQuota(stack: Placed, report: Report): void {
  const { quota } = stack;
  if (quota === undefined) return;
  const services = stack.services.flatMap((service) => [service, ...serversOf(stack, service).map((server) => server.service)]);
  const counts = services.map((service) => ({ service, count: peakPods(service) ?? 0 }));
  const [unknown, ...others] = services.filter((service) => peakPods(service) === undefined);
  if (unknown !== undefined) {
    const more = others.length === 0 ? " has" : ` and ${count(others.length, "more service")} have`;
    const hint = unknown.daemon === undefined ? 'scaledBy("the queue operator", { max: 20 })' : "daemon: { maxNodes: 20 }";
    return report("quota", `needs the number of pods: ${unknown.name}${more} no maximum`, `add it: ${hint}`);
  }
  const pods = counts.reduce((sum, { count }) => sum + count, 0);
  if (quota.pods !== undefined && pods > quota.pods)
    report("quota.pods", `${quota.pods} is below the ${pods} that the services may scale to`);
  for (const kind of ["cpu", "memory"] as const) {
    const limit = quota[kind];
    // The rule of the quota reports a limit that is not above 0.
    if (limit === undefined || compareQuantities(limit, "0") !== 1) continue;
    const sum = sumQuantities(
      counts.flatMap(({ service, count }) =>
        [service, ...service.sidecars].map(({ resources }) => ({ quantity: resources.requests[kind], count })),
      ),
    );
    if (compareQuantities(sum, limit) === 1) report(`quota.${kind}`, `${limit} is below the ${sum} that the services may request`);
  }
}
