import { routesOf } from "../fields/public.ts";
import type { StackModel } from "../model.ts";
import { reporterOf } from "./reporters.ts";
import type { Run } from "./run.ts";

/** Checks that a stack with an Ingress controller has no route that only a Gateway serves. */
export function checkIngress({ ingress, name: stack, services }: Pick<StackModel, "ingress" | "name" | "services">, run: Run): void {
  if (ingress === undefined) return;
  for (const service of services) {
    const open = service.public;
    if (open === undefined) continue;
    const report = reporterOf(service, run.problems);
    const only = (path: string): void => report(path, `an Ingress has none, and ${stack} has no Gateway`);
    for (const [at, , route] of routesOf(open)) {
      const protocol = service.ports.find(({ name }) => name === route.port)?.protocol;
      if (protocol === "grpc") report(`${at}.port`, `"${route.port}" is a grpc port; ${stack} has an Ingress, which serves http ports`);
      if (Object.keys(route.headers).length > 0) only(`${at}.headers`);
      if (route.listener !== undefined && at === "public") only(`${at}.listener`);
      if (route.timeoutSeconds !== undefined) only(`${at}.timeoutSeconds`);
    }
    if (open.redirectFrom.length > 0) only("public.redirectFrom");
  }
}
