import { hostsOf, routesOf } from "../model/fields/public.ts";
import type { EffectiveService } from "../model/effective.ts";
import type { StackModel } from "../model/model.ts";
import { entryOf } from "../model/stack-fields/entry.ts";
import { covers, OWN_ENTRY, type RouteClaim } from "./route-claims.ts";
import type { TreeProblem } from "./tree-problems.ts";

/** The service or the component that takes a host. */
interface Claimant {
  readonly stack: string;
  readonly cluster: string;
  readonly name: string;
  /** The cluster with the Gateway or the Ingress controller. */
  readonly entry: string;
  readonly host: string;
}

/** The owner of a host, by its spec. */
interface TypedOwner extends Claimant, Pick<NonNullable<EffectiveService["public"]>, "share"> {}

/** A host that a hatch takes. */
interface HatchClaim extends Claimant {
  /** The file of the object, relative to the generated root. */
  readonly path: string;
  /** False for a component, which `share` cannot name. */
  readonly isService: boolean;
}

/** Finds hosts of which somebody else than the owner takes a path, with an object of a hatch. Each host has one owner, as in specs. */
export class HostOwners {
  readonly #services = new Map<string, ReadonlyMap<string, EffectiveService>>();
  readonly #typed = new Map<string, TypedOwner>();
  readonly #claims: HatchClaim[] = [];

  /** Adds the claims of an object, unless the spec of its service alone decides them. @param name the service or the component */
  add(stack: StackModel, { path, name }: Pick<HatchClaim, "path" | "name">, claims: () => readonly RouteClaim[]): void {
    const service = this.#servicesOf(stack).get(name);
    if (service !== undefined && service.manifests === undefined && service.patches.length === 0) return;
    const { name: stackName, cluster } = stack;
    for (const { entry, host } of claims())
      this.#claims.push({ stack: stackName, cluster, name, path, host, isService: service !== undefined, entry: `${cluster} ${entry}` });
  }

  get problems(): readonly TreeProblem[] {
    const first = new Map<string, Claimant>();
    const typed = [...this.#typed.values()];
    const wide = [...typed, ...this.#claims].filter(({ host }) => host.startsWith("*"));
    return this.#claims.flatMap((claim): readonly TreeProblem[] => {
      const { host, path, stack } = claim;
      const key = keyOf(claim);
      const exact = this.#typed.get(key) ?? first.get(key) ?? claim;
      first.set(key, exact);
      if (!mayTake(claim, exact)) return [problemOf(claim, exact)];
      const isWide = host.startsWith("*") || claim.entry.endsWith(` ${OWN_ENTRY}`);
      const others = isWide ? [...typed, ...this.#claims] : wide;
      const other = others.find((each) => isSameEntry(claim, each) && overlap(host, each.host) && !mayTake(claim, each));
      if (other === undefined) return [];
      const mistake = ["host", path, host];
      const message = `${textOf(host)} covers ${textOf(other.host)}, which belongs to ${whoIs(other, stack)}; take another host`;
      if (other.host === host || !covers(host, other.host)) return [problemOf(claim, other)];
      return [{ stack, path, mistake, message, cause: claim.isService ? path : undefined }];
    });
  }

  #servicesOf(stack: StackModel): ReadonlyMap<string, EffectiveService> {
    const known = this.#services.get(stack.name);
    if (known !== undefined) return known;
    const services = new Map(stack.services.map((service) => [service.name, service]));
    this.#services.set(stack.name, services);
    const entry = entryOf(stack);
    for (const { name, public: open } of stack.services) {
      if (open === undefined) continue;
      const hosts = [...routesOf(open).flatMap(([, , route]) => hostsOf(route, stack.domain)), ...open.redirectFrom];
      for (const text of hosts) {
        const host = text.toLowerCase();
        const key = keyOf({ entry, host });
        const other = this.#typed.get(key);
        // Of services that share a host, the owner is the one that says so.
        if (other === undefined || open.share.length > 0)
          this.#typed.set(key, { stack: stack.name, cluster: stack.cluster, name, share: open.share, entry, host });
      }
    }
    return services;
  }
}

const keyOf = ({ entry, host }: Pick<Claimant, "entry" | "host">): string => `${entry} ${host}`;

/** True if requests to both may come through one entry. An entry that a hatch makes may be any of the cluster. */
const isSameEntry = (claim: Claimant, other: Claimant): boolean =>
  claim.entry === other.entry || (claim.cluster === other.cluster && [claim, other].some(({ entry }) => entry.endsWith(` ${OWN_ENTRY}`)));

const overlap = (a: string, b: string): boolean => covers(a, b) || covers(b, a);

/** True if the claimant is the owner of a host, or may take paths of it. */
const mayTake = ({ stack, name }: Claimant, owner: Claimant | TypedOwner): boolean =>
  owner.stack === stack && (owner.name === name || ("share" in owner && owner.share.includes(name)));

const whoIs = ({ stack, name }: Claimant, here: string): string => (stack === here ? name : `${name} of ${stack}`);

const textOf = (host: string): string => (host === "*" ? "every host of the Gateway" : `the host ${host}`);

function problemOf(claim: HatchClaim, owner: Claimant | TypedOwner): TreeProblem {
  const { stack, path, host, name, isService } = claim;
  const canShare = "share" in owner && owner.stack === stack && isService;
  const advice = canShare ? `write public: { share: ["${name}"] } in ${owner.name}, or take another host` : "take another host";
  return {
    stack,
    path,
    mistake: ["host", path, host],
    message: `${textOf(owner.host === host ? host : owner.host)} belongs to ${whoIs(owner, stack)}; ${advice}`,
    cause: isService ? path : undefined,
  };
}
