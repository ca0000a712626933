import * as z from "zod/mini";
import { type Text, textSchema, textsOf } from "./plain.ts";
import { absolutePath, integer, literalOr } from "./schema-parts.ts";

/** One whole path, without the paths below it. */
export interface ExactPath {
  readonly kind: "exact";
  readonly path: string;
}

/** Takes requests of one path only, not of the paths below it: `exact("/login")`. */
export const exact = (path: string): ExactPath => ({ kind: "exact", path });

/** A route from hosts and paths to a port. */
export interface RouteInput<P extends string> {
  /** The name of an `http` or `grpc` port. */
  readonly port: P;
  /** One or more subdomains of the stack's domain. @default the service's name */
  readonly subdomain?: string | readonly string[];
  /** One or more whole host names, instead of subdomains. @default none */
  readonly host?: string | readonly string[];
  /** Path prefixes of an `http` port, or `exact("/login")`; each starts with "/". @default ["/"] */
  readonly paths?: readonly (string | ExactPath)[];
  /** Full names of the gRPC services of a `grpc` port: `shop.v1.Carts`. @default all */
  readonly services?: readonly string[];
  /** Headers that a request must have, with their exact values. @default none */
  readonly headers?: Readonly<Record<string, Text>>;
  /** The listener of the Gateway. @default the stack's `gateway.listener` */
  readonly listener?: string;
  /** Seconds until the Gateway gives up on a request of an `http` port, 1 to 86400. @default the Gateway's */
  readonly timeoutSeconds?: number;
}

/** Makes the service reachable from outside, at `<subdomain>.<the stack's domain>`. */
export interface PublicInput<P extends string> extends RouteInput<P> {
  /** More routes by name. Hosts and listener are those of the first route by default. @default none */
  readonly routes?: Readonly<Record<string, RouteInput<P>>>;
  /** Host names whose requests are redirected to the first host. @default none */
  readonly redirectFrom?: readonly string[];
  /** Names of services on the same stack that may take paths of these hosts. @default none */
  readonly share?: readonly string[];
}

/** The part of a public route that a tier or a stack sets. */
export type PublicLayer<P extends string> = Partial<Omit<PublicInput<P>, "routes">> & {
  readonly routes?: Readonly<Record<string, Partial<RouteInput<P>>>>;
};

/** The paths of requests, in the words of Gateway API. */
export interface PathMatch {
  readonly type: "Exact" | "PathPrefix";
  readonly value: string;
}

/** Returns a string for people that no other match has. */
export const pathText = ({ type, value }: PathMatch): string => (type === "Exact" ? `${value} (exact)` : value);

/** A route with its defaults. */
export interface PublicRoute {
  /** Undefined only before the rules have checked the service. */
  readonly port: string | undefined;
  readonly subdomain: readonly string[];
  readonly host: readonly string[] | undefined;
  readonly paths: readonly PathMatch[];
  readonly services: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  readonly listener: string | undefined;
  readonly timeoutSeconds: number | undefined;
}

/** The first route, the others by name, and the redirects to it. */
export interface Public extends PublicRoute {
  readonly routes: Readonly<Record<string, PublicRoute>>;
  readonly redirectFrom: readonly string[];
  readonly share: readonly string[];
}

const names = z.union([z.string(), z.array(z.string()).check(z.minLength(1))], "must be a string or a list of strings");

const pathSchema = literalOr(
  absolutePath,
  { exact: z.strictObject({ kind: z.literal("exact"), path: absolutePath }) },
  'must be a path such as "/api", or exact("/login")',
);

const routeSchema = z.strictObject({
  port: z.string(),
  subdomain: z.optional(names),
  host: z.optional(names),
  paths: z.optional(z.array(pathSchema).check(z.minLength(1))),
  services: z.optional(z.array(z.string()).check(z.minLength(1))),
  headers: z.optional(z.record(z.string(), textSchema)),
  listener: z.optional(z.string()),
  timeoutSeconds: z.optional(integer(1, 86_400)),
});

export const publicSchema = z.extend(routeSchema, {
  routes: z.optional(z.record(z.string(), routeSchema)),
  redirectFrom: z.optional(z.array(z.string())),
  share: z.optional(z.array(z.string())),
});

/** The schema of a layer's part of a public route. */
export const partialPublicSchema = z.extend(z.partial(routeSchema), {
  routes: z.optional(z.record(z.string(), z.partial(routeSchema))),
  redirectFrom: z.optional(z.array(z.string())),
  share: z.optional(z.array(z.string())),
});

const listOf = (names: string | readonly string[]): readonly string[] => (typeof names === "string" ? [names] : names);

const DEFAULT_PATHS: readonly PathMatch[] = [{ type: "PathPrefix", value: "/" }];

const matchOf = (path: string | ExactPath): PathMatch =>
  typeof path === "string" ? { type: "PathPrefix", value: path } : { type: "Exact", value: path.path };

const routeOf = (input: Partial<RouteInput<string>>, base: Pick<PublicRoute, "subdomain" | "host" | "listener">): PublicRoute => ({
  port: input.port,
  subdomain: input.subdomain === undefined ? base.subdomain : listOf(input.subdomain),
  // A subdomain of a route's own replaces the hosts of the first route.
  host: input.host !== undefined ? listOf(input.host) : input.subdomain === undefined ? base.host : undefined,
  paths: input.paths?.map(matchOf) ?? DEFAULT_PATHS,
  services: input.services ?? [],
  headers: textsOf(input.headers),
  listener: input.listener ?? base.listener,
  timeoutSeconds: input.timeoutSeconds,
});

/** Adds the default subdomain, the service's name, and the default path. */
export function publicOf(input: PublicLayer<string> | undefined, service: string): Public | undefined {
  if (input === undefined) return undefined;
  const first = routeOf(input, { subdomain: [service], host: undefined, listener: undefined });
  return {
    ...first,
    routes: Object.fromEntries(Object.entries(input.routes ?? {}).map(([name, route]) => [name, routeOf(route, first)])),
    redirectFrom: input.redirectFrom ?? [],
    share: input.share ?? [],
  };
}

/** Lists the routes with the paths of the spec that set them. */
export const routesOf = (open: Public): readonly (readonly [at: string, name: string | undefined, route: PublicRoute])[] => [
  ["public", undefined, open],
  ...Object.entries(open.routes).map(([name, route]) => [`public.routes.${name}`, name, route] as const),
];

/** Lists the host names of a route on a stack. A missing domain is reported elsewhere. */
export const hostsOf = (route: PublicRoute, domain: string | undefined): readonly string[] =>
  route.host ?? (domain === undefined ? [] : route.subdomain.map((subdomain) => `${subdomain}.${domain}`));
