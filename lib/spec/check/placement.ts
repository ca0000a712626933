import type { EffectiveService } from "../effective.ts";
import { type StackModel, dnsZone } from "../model.ts";
import { instanceName } from "../needs/need.ts";
import { needKind } from "../needs/registry.ts";
import type { Problem } from "../problem.ts";
import { compareQuantities, sumQuantities } from "../quantity.ts";
import { reporterFor, reporterOf } from "./reporters.ts";

/** What a stack must have for the services that it runs, and what their names add up to there. */
export function checkPlacement(stack: StackModel, problems: Problem[]): void {
  const report = reporterFor(problems, stack.file);
  const hosts = new Map<string, string>();
  const instances = new Map<string, string>();
  for (const service of stack.services) {
    const own = reporterOf(service, problems);
    const application = `${stack.name}-${service.name}`;
    if (application.length > 63) {
      report(
        "",
        `the Application "${application}" has ${application.length} characters; at most 63 fit`,
        "shorten the stack's or the service's name",
      );
    }
    for (const [name, need] of Object.entries(service.needs)) {
      const instance = { stack: stack.name, project: stack.project, dnsZone: dnsZone(stack.name), service: service.name, need: name };
      const id = instanceName(instance);
      const other = instances.get(id);
      if (other !== undefined) own(`needs.${name}`, `would be called "${id}" like the need of ${other}`);
      instances.set(id, service.name);
      if (need.kind === "bucket" && `${stack.project}-${id}`.length > 63) {
        own(`needs.${name}`, `the bucket "${stack.project}-${id}" has more than the 63 characters that fit`);
      }
      if (need.kind === "subscription") checkTopic(stack, name, need, own);
      if (needKind(need).egress(need).length > 0 && stack.privateRange === undefined) {
        report(
          "privateRange",
          `missing: ${service.name} needs ${need.kind} "${name}", which is reached there`,
          'add privateRange: "10.20.0.0/16"',
        );
      }
    }
    checkHost(stack, service, hosts, problems);
  }
  checkQuota(stack, problems);
}

function checkTopic(
  stack: StackModel,
  name: string,
  need: Extract<EffectiveService["needs"][string], { kind: "subscription" }>,
  report: (path: string, message: string) => void,
): void {
  const { service, need: topic, spec } = need.topic();
  if (spec?.kind !== "topic") report(`needs.${name}.topic`, `${service} has no topic "${topic}"`);
  else if (!stack.services.some((candidate) => candidate.name === service)) {
    report(`needs.${name}.topic`, `${service}, which owns the topic, does not run on ${stack.name}`);
  }
}

function checkHost(stack: StackModel, service: EffectiveService, hosts: Map<string, string>, problems: Problem[]): void {
  const route = service.public;
  if (route === undefined) return;
  if (route.host === undefined && stack.domain === undefined) {
    reporterFor(problems, stack.file)("domain", `missing: ${service.name} is public`, 'add domain: "shop.example.com"');
    return;
  }
  const host = route.host ?? `${route.subdomain}.${stack.domain}`;
  for (const path of route.paths) {
    const other = hosts.get(`${host}${path}`);
    if (other !== undefined) reporterOf(service, problems)("public", `${host}${path} on ${stack.name} leads to ${other} already`);
    hosts.set(`${host}${path}`, service.name);
  }
}

/** A quota that full scale does not fit in would stop a rollout half way. */
function checkQuota(stack: StackModel, problems: Problem[]): void {
  const report = reporterFor(problems, stack.file);
  const { quota } = stack;
  if (quota === undefined) return;
  // A rollout runs a quarter more pods, rounded up.
  const counts = stack.services.map((service) => ({
    service,
    count: service.schedule === undefined ? Math.ceil(service.scale.max * 1.25) : 1,
  }));
  const pods = counts.reduce((sum, { count }) => sum + count, 0);
  if (quota.pods !== undefined && pods > quota.pods)
    report("quota.pods", `${quota.pods} is below the ${pods} that the services may scale to`);
  for (const kind of ["cpu", "memory"] as const) {
    const limit = quota[kind];
    if (limit === undefined) continue;
    const sum = sumQuantities(counts.map(({ service, count }) => ({ quantity: service.resources.requests[kind], count })));
    if (compareQuantities(sum, limit) === 1) report(`quota.${kind}`, `${limit} is below the ${sum} that the services may ask for`);
  }
}
