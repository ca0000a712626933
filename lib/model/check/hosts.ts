import { suggestion } from "../../base/suggestion.ts";
import type { EffectiveService } from "../effective.ts";
import { hostsOf, pathText, routesOf } from "../fields/public.ts";
import type { StackModel } from "../model.ts";
import { servicesOf } from "../fleet.ts";
import { gatewayOf } from "../stack-fields/gateway.ts";
import { entryOf } from "../stack-fields/entry.ts";
import { reporterFor, reporterOf } from "./reporters.ts";
import type { Run } from "./run.ts";
import type { CheckedStack } from "./stacks.ts";
import { variantOf } from "./variants.ts";

/** A stack with what decides about its hosts. */
type Place = Pick<StackModel, "cluster" | "domain" | "file" | "gateway" | "ingress" | "name" | "services"> & {
  /** True if the run selects the stack. */
  readonly isSelected: boolean;
};

/** A host that a service takes on a stack. */
interface Claim {
  readonly stack: Place;
  readonly service: EffectiveService;
  /** The place in the spec. */
  readonly at: string;
  readonly paths: readonly string[];
  readonly protocol: string | undefined;
  /** True if the host is a subdomain of the stack's domain. */
  readonly isOfDomain: boolean;
}

/**
 * Checks that a host on one Gateway has one owner, and a path of it one service. Stacks that a run does not select count, too.
 */
export function checkHosts(stacks: readonly StackModel[], run: Run): void {
  const byPlace = new Map<string, { readonly host: string; readonly claims: Claim[] }>();
  const models = new Map(stacks.map((stack) => [stack.name, stack]));
  const entries = new Set(stacks.map(entryOf));
  const places = run.stacks.readable.flatMap((stack): readonly Place[] => {
    const model = models.get(stack.on.stack.name);
    if (model !== undefined) return [{ ...model, isSelected: true }];
    const { cluster, gateway, ingress } = stack.on.stack.input;
    // The hosts of another Gateway are no rivals.
    return entries.has(entryOf({ cluster, gateway: gatewayOf(gateway), ingress })) ? [unselected(stack, run)] : [];
  });
  for (const stack of places) {
    for (const service of stack.services) {
      if (stack.isSelected) checkShare(service, run);
      // The hosts and paths of a mistaken route are not known.
      if (run.services.byName.get(service.name)?.unknown.some((path) => ROUTE.test(path)) === true) continue;
      for (const [host, claim] of claimsOf(stack, service)) {
        const key = `${entryOf(stack)} ${host}`;
        const place = byPlace.get(key) ?? { host, claims: [] };
        byPlace.set(key, place);
        place.claims.push(claim);
      }
    }
  }
  const reported = new Set<string>();
  for (const { host, claims } of byPlace.values()) {
    if (claims.length > 1) checkHost(host, claims, { run, reported });
  }
}

/** Returns a stack without a model, with its public services. */
function unselected(stack: CheckedStack, run: Run): Place {
  const { file, stack: spec } = stack.on;
  const { cluster, domain, gateway, ingress } = spec.input;
  // The run does not report problems of other stacks.
  const quiet: Run = { ...run, problems: [], variants: new Map(run.variants) };
  const services = servicesOf(spec, run.fleet.services).flatMap(({ service }) => {
    const checked = run.services.byName.get(service.name);
    return checked === undefined ? [] : [variantOf(quiet, checked, stack)];
  });
  return { name: spec.name, file, cluster, domain, gateway: gatewayOf(gateway), ingress, services, isSelected: false };
}

const ROUTE = /^(?:tiers\.[^.]+\.)?public(?:\.|$)/;

/** Lists the hosts that a service takes. A missing domain was reported. */
function claimsOf(stack: Place, service: EffectiveService): readonly (readonly [host: string, claim: Claim])[] {
  const open = service.public;
  if (open === undefined) return [];
  const routes = routesOf(open).flatMap(([at, , route]) =>
    [...new Set(hostsOf(route, stack.domain))].map((host): readonly [string, Claim] => {
      // Routes with headers or services may have equal paths.
      const hasPaths = Object.keys(route.headers).length === 0 && route.services.length === 0;
      const protocol = service.ports.find(({ name }) => name === route.port)?.protocol;
      return [
        host,
        { stack, service, at, protocol, paths: hasPaths ? route.paths.map(pathText) : [], isOfDomain: route.host === undefined },
      ];
    }),
  );
  const redirects = [...new Set(open.redirectFrom)].map((host): readonly [string, Claim] => [
    host,
    { stack, service, at: "public.redirectFrom", paths: ["/"], protocol: "http", isOfDomain: false },
  ]);
  return [...routes, ...redirects];
}

interface Findings {
  readonly run: Run;
  /** Causes that were reported. Stacks would repeat them. */
  readonly reported: Set<string>;
}

/** Checks the claims of one host. */
function checkHost(host: string, claims: readonly Claim[], findings: Findings): void {
  const [first] = claims;
  if (first === undefined) return;
  const owner = claims.find(({ service }) => (service.public?.share.length ?? 0) > 0) ?? first;
  const taken = new Map<string, Claim>();
  for (const claim of [owner, ...claims.filter((each) => each !== owner)]) {
    const path = claim.paths.find((each) => taken.has(each));
    const holder = path === undefined ? undefined : taken.get(path);
    const isReported = claim.stack.isSelected || (holder ?? owner).stack.isSelected;
    for (const each of claim.paths) if (!taken.has(each)) taken.set(each, claim);
    if (!isReported) continue;
    if (claim.protocol !== undefined && claim.protocol !== owner.protocol && (isSame(claim, owner) || shares(owner, claim))) {
      reportProtocol(host, claim, findings);
      continue;
    }
    if (holder !== undefined) reportPath(`${host}${path}`, claim, holder, findings);
    else if (!isSame(claim, owner) && !shares(owner, claim)) reportOwner(host, claim, owner, findings);
  }
}

const isSame = (a: Claim, b: Claim): boolean => a.stack.name === b.stack.name && a.service.name === b.service.name;

/** True if the service of a claim lets another service of its stack take paths of its hosts. */
const shares = (owner: Claim, other: Claim): boolean =>
  owner.stack.name === other.stack.name &&
  owner.service.name !== other.service.name &&
  owner.service.public?.share.includes(other.service.name) === true;

function reportPath(place: string, claim: Claim, holder: Claim, { run, reported }: Findings): void {
  const sameStack = claim.stack.name === holder.stack.name;
  // Two stacks with one domain are one mistake, and so are two services with one host.
  const domain = !sameStack && claim.isOfDomain;
  const cause = JSON.stringify(
    domain ? [claim.stack.name, holder.stack.name] : [claim.service.name, claim.at, holder.service.name, holder.at, sameStack],
  );
  if (reported.has(cause)) return;
  reported.add(cause);
  if (domain) {
    const report = reporterFor(run.problems, claim.stack.file);
    return report("domain", `${place} already leads to ${holder.service.name} of ${holder.stack.name}, on the same gateway`);
  }
  const who = sameStack ? holder.service.name : `${holder.service.name} of ${holder.stack.name}`;
  reporterOf(claim.service, run.problems)(claim.at, `${place} on ${claim.stack.name} already leads to ${who}`);
}

function reportOwner(host: string, claim: Claim, owner: Claim, { run, reported }: Findings): void {
  const sameStack = claim.stack.name === owner.stack.name;
  const cause = JSON.stringify(["owner", claim.service.name, claim.at, owner.service.name, sameStack]);
  if (reported.has(cause)) return;
  reported.add(cause);
  const who = sameStack ? owner.service.name : `${owner.service.name} of ${owner.stack.name}`;
  const hint = sameStack ? `in ${owner.service.file}, write public: { share: ["${claim.service.name}"] }` : undefined;
  reporterOf(claim.service, run.problems)(claim.at, `the host ${host} on ${claim.stack.name} belongs to ${who}`, hint);
}

/** Reports a host with http and grpc routes. A Gateway accepts only one kind of route on a host. Source: Gateway API, GRPCRoute. */
function reportProtocol(host: string, claim: Claim, { run, reported }: Findings): void {
  const cause = JSON.stringify(["protocol", claim.service.name, claim.at]);
  if (reported.has(cause)) return;
  reported.add(cause);
  const report = reporterOf(claim.service, run.problems);
  report(
    claim.at,
    `the host ${host} has http and grpc routes; a Gateway takes one kind on a host`,
    'give the route another subdomain: "grpc"',
  );
}

/** Checks that the services that share a host exist. Some stacks may not run them. */
function checkShare(service: EffectiveService, run: Run): void {
  for (const name of service.public?.share ?? []) {
    const known = [...run.services.byName.keys()];
    const report = reporterOf(service, run.problems);
    if (name === service.name) report("public.share", `"${name}" is the service itself`);
    else if (!run.services.byName.has(name) && !run.services.broken.has(name)) {
      report("public.share", `there is no service "${name}"${suggestion(name, known)}`);
    }
  }
}
