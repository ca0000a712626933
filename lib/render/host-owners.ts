import { hostsOf, routesOf } from "../model/fields/public.ts";
import type { EffectiveService } from "../model/effective.ts";
import type { StackModel } from "../model/model.ts";
import { entryOf } from "../model/stack-fields/entry.ts";
import type { RouteClaim } from "./route-claims.ts";
import type { TreeProblem } from "./tree-problems.ts";

/** The service or the component that takes a host. */
interface Claimant {
  readonly stack: string;
  readonly name: string;
}

/** A host that a hatch takes. */
interface HatchClaim extends Claimant {
  /** The file of the object, relative to the generated root. */
  readonly path: string;
  readonly key: string;
  readonly host: string;
  /** False for a component, which `share` cannot name. */
  readonly isService: boolean;
}

/** Finds hosts of which somebody else than the owner takes a path, with an object of a hatch. Each host has one owner, as in specs. */
export class HostOwners {
  readonly #services = new Map<string, ReadonlyMap<string, EffectiveService>>();
  readonly #typed = new Map<string, Claimant & Pick<NonNullable<EffectiveService["public"]>, "share">>();
  readonly #claims: HatchClaim[] = [];

  /** Adds the claims of an object, unless the spec of its service alone decides them. @param name the service or the component */
  add(stack: StackModel, { path, name }: Pick<HatchClaim, "path" | "name">, claims: () => readonly RouteClaim[]): void {
    const service = this.#servicesOf(stack).get(name);
    if (service !== undefined && service.manifests === undefined && service.patches.length === 0) return;
    for (const { entry, host } of claims())
      this.#claims.push({
        stack: stack.name,
        name,
        path,
        host,
        isService: service !== undefined,
        key: `${stack.cluster} ${entry} ${host}`,
      });
  }

  get problems(): readonly TreeProblem[] {
    const first = new Map<string, Claimant>();
    return this.#claims.flatMap((claim): readonly TreeProblem[] => {
      const { key, host, path, stack, name } = claim;
      const typed = this.#typed.get(key);
      const owner = typed ?? first.get(key) ?? claim;
      first.set(key, owner);
      if (owner.stack === stack && (owner.name === name || typed?.share.includes(name) === true)) return [];
      const who = owner.stack === stack ? owner.name : `${owner.name} of ${owner.stack}`;
      const what = host === "*" ? "every host of the Gateway" : `the host ${host}`;
      const advice =
        typed === undefined || owner.stack !== stack || !claim.isService
          ? "take another host"
          : `write public: { share: ["${name}"] } in ${owner.name}, or take another host`;
      return [
        {
          stack,
          path,
          mistake: ["host", path, host],
          message: `${what} belongs to ${who}; ${advice}`,
          cause: claim.isService ? path : undefined,
        },
      ];
    });
  }

  #servicesOf(stack: StackModel): ReadonlyMap<string, EffectiveService> {
    const known = this.#services.get(stack.name);
    if (known !== undefined) return known;
    const services = new Map(stack.services.map((service) => [service.name, service]));
    this.#services.set(stack.name, services);
    for (const { name, public: open } of stack.services) {
      if (open === undefined) continue;
      const hosts = [...routesOf(open).flatMap(([, , route]) => hostsOf(route, stack.domain)), ...open.redirectFrom];
      for (const host of hosts) {
        const key = `${entryOf(stack)} ${host}`;
        const other = this.#typed.get(key);
        // Of services that share a host, the owner is the one that says so.
        if (other === undefined || open.share.length > 0) this.#typed.set(key, { stack: stack.name, name, share: open.share });
      }
    }
    return services;
  }
}
