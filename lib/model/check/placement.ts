import { messageOf } from "../../base/errors.ts";
import { MAX_NAME_LENGTH } from "../names.ts";
import { type StackModel, dnsZone } from "../model.ts";
import { type Instance, instanceName } from "../needs/need.ts";
import { needKind } from "../needs/registry.ts";
import type { NeedRef, SubscriptionNeed } from "../needs/subscription.ts";
import type { Problem, Report } from "../../base/problem.ts";
import { compareQuantities, sumQuantities } from "../quantity.ts";
import { reporterFor, reporterOf } from "./reporters.ts";

/** What a stack must have for the services that it runs, and what their names add up to there. */
export function checkPlacement(stack: StackModel, problems: Problem[]): void {
  const report = reporterFor(problems, stack.file);
  for (const service of stack.services) {
    const own = reporterOf(service, problems);
    const application = `${stack.name}-${service.name}`;
    if (application.length > 63 && stack.name.length <= MAX_NAME_LENGTH) {
      report(
        "",
        `the Application "${application}" has ${application.length} characters; at most 63 fit`,
        "shorten the stack's or the service's name",
      );
    }
    for (const [name, need] of Object.entries(service.needs)) {
      const id = instanceName(ownInstance(stack, service.name, name));
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
  }
  checkQuota(stack, problems);
}

/** Names are put together with "-", so two needs can end up with one name, on one stack or on two. */
export function checkInstances(stacks: readonly StackModel[], problems: Problem[]): void {
  const taken = new Map<string, { readonly service: string; readonly stack: string }>();
  for (const stack of stacks) {
    for (const service of stack.services) {
      for (const name of Object.keys(service.needs)) {
        const id = instanceName(ownInstance(stack, service.name, name));
        const other = taken.get(id);
        taken.set(id, { service: service.name, stack: stack.name });
        if (other === undefined) continue;
        const where = other.stack === stack.name ? "" : ` on ${other.stack}`;
        reporterOf(service, problems)(`needs.${name}`, `would be called "${id}" like the need of ${other.service}${where}`);
      }
    }
  }
}

const ownInstance = (stack: StackModel, service: string, need: string): Instance => ({
  stack: stack.name,
  project: stack.project,
  dnsZone: dnsZone(stack.name),
  service,
  need,
});

const WANTED = 'must return a topic: () => service.need("topic")';

function checkTopic(stack: StackModel, name: string, { topic }: SubscriptionNeed, report: Report): void {
  const at = `needs.${name}.topic`;
  let ref: unknown;
  try {
    ref = topic();
  } catch (error) {
    return report(at, `failed: ${messageOf(error)}`);
  }
  if (!isNeedRef(ref)) return report(at, WANTED);
  const { service, need, spec } = ref;
  if (spec?.kind !== "topic") report(at, `${service} has no topic "${need}"`);
  else if (!stack.services.some((candidate) => candidate.name === service)) {
    report(at, `${service}, which owns the topic, does not run on ${stack.name}`);
  }
}

const isNeedRef = (value: unknown): value is NeedRef<{ readonly kind: string }> =>
  typeof value === "object" &&
  value !== null &&
  "service" in value &&
  typeof value.service === "string" &&
  "need" in value &&
  typeof value.need === "string";

/** On one Gateway, a host and path lead to one service, whatever the stacks behind it are. */
export function checkHosts(stacks: readonly StackModel[], problems: Problem[]): void {
  const taken = new Map<string, { readonly service: string; readonly stack: string }>();
  for (const stack of stacks) {
    const gateway = `${stack.cluster} ${stack.gateway.namespace} ${stack.gateway.name}`;
    for (const service of stack.services) {
      const route = service.public;
      if (route === undefined) continue;
      if (route.host === undefined && stack.domain === undefined) {
        reporterFor(problems, stack.file)("domain", `missing: ${service.name} is public`, 'add domain: "shop.example.com"');
        continue;
      }
      for (const path of route.paths) {
        const place = `${route.host ?? `${route.subdomain}.${stack.domain}`}${path}`;
        const other = taken.get(`${gateway} ${place}`);
        taken.set(`${gateway} ${place}`, { service: service.name, stack: stack.name });
        if (other === undefined) continue;
        const who = other.stack === stack.name ? other.service : `${other.service} of ${other.stack}`;
        reporterOf(service, problems)("public", `${place} on ${stack.name} leads to ${who} already`);
      }
    }
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
