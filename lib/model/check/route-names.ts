import { routesOf } from "../fields/public.ts";
import type { StackModel } from "../model.ts";
import { reporterOf } from "./reporters.ts";
import type { Run } from "./run.ts";

/** Checks that the routes and redirects of different services have different names. A route's name starts with the service's name. */
export function checkRouteNames({ services, gateway }: Pick<StackModel, "services" | "gateway">, run: Run): void {
  const open = services.flatMap((service) => (service.public === undefined ? [] : [{ service, route: service.public }]));
  const owners = new Map(open.map(({ service }) => [service.name, service.name]));
  for (const { service, route } of open) {
    const parts = [
      ...routesOf(route).flatMap(([at, name]) => (name === undefined ? [] : [[at, name] as const])),
      ...(route.redirectFrom.length === 0 ? [] : [["public.redirectFrom", "redirect"] as const]),
      ...(gateway.redirectListener === undefined ? [] : [["public", "https"] as const]),
    ];
    for (const [at, part] of parts) {
      const name = `${service.name}-${part}`;
      const owner = owners.get(name);
      if (owner !== undefined)
        reporterOf(service, run.problems)(at, `the route "${name}" is also a route of ${owner}`, "rename the service or the route");
      else owners.set(name, service.name);
    }
  }
}
