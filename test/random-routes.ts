import * as fc from "fast-check";
import { exact } from "../lib/index.ts";
import type { Fields, TestServiceFile } from "./fleets.ts";

/** A port that a route may lead to. */
interface Port {
  readonly name: string;
  readonly protocol: string;
}

/** The public routes of a service. */
export interface RoutePlan {
  /** Fields of the first http route. */
  readonly first: object;
  /** gRPC services of each grpc route. */
  readonly services: readonly string[] | undefined;
  /** True if every http and grpc port has a route. */
  readonly all: boolean;
  /** True if requests with a header have a route. */
  readonly canary: boolean;
}

const first = fc.record(
  {
    timeoutSeconds: fc.integer({ min: 1, max: 86_400 }),
    headers: fc.constant({ "X-No": "no" }),
    paths: fc.constantFrom(["/no"], ["/", "/a"], [exact("/a"), "/a"]),
  },
  { requiredKeys: [] },
);

/** Generates public routes. */
export const routes: fc.Arbitrary<RoutePlan> = fc.record({
  first: fc.oneof(fc.constant({}), first),
  services: fc.constantFrom(undefined, ["shop.v1.Carts"], ["no", "shop.v1.Orders"]),
  all: fc.boolean(),
  canary: fc.boolean(),
});

/** Makes the public routes of a service. Instances would share the hosts of more routes. */
export function publicOf(plan: RoutePlan, service: string, ports: readonly Port[], hasInstances: boolean): Fields {
  const open = ports.filter(({ protocol }) => protocol === "http" || protocol === "grpc");
  const [main, ...others] = open;
  if (main === undefined) return {};
  const fieldsOf = ({ name, protocol }: Port): object =>
    protocol === "http" ? { port: name } : { port: name, ...(plan.services === undefined ? {} : { services: plan.services }) };
  const more =
    plan.all && !hasInstances ? others.map((port) => [port.name, { ...fieldsOf(port), subdomain: `${port.name}.${service}` }]) : [];
  const canary = plan.canary && main.protocol === "http" ? [["canary-route", { port: main.name, headers: { "X-Canary": "yes" } }]] : [];
  return {
    public: { ...(main.protocol === "http" ? plan.first : {}), ...fieldsOf(main), routes: Object.fromEntries([...more, ...canary]) },
  };
}

/** True if an Ingress controller serves the routes of a service. */
export function fitsIngress({ service: { input } }: TestServiceFile): boolean {
  const { public: open, ports = {} } = input;
  if (open === undefined) return true;
  return [open, ...Object.values(open.routes ?? {})].every(
    (route) => ports[route.port]?.protocol === "http" && route.headers === undefined && route.timeoutSeconds === undefined,
  );
}

/** Returns the first service that a redirect over http may lead to. Instances would share its host. */
export const redirectedOf = (services: readonly TestServiceFile[]): TestServiceFile | undefined =>
  services.find(({ service: { input } }) => input.instances === undefined && input.ports?.[input.public?.port ?? ""]?.protocol === "http");
