import { intendedHostName, isHostName, isNumericHost } from "../../base/dns-names.ts";
import type { Report } from "../../base/problem.ts";
import type { EffectiveService } from "../effective.ts";
import { pathText, type PublicRoute, routesOf } from "../fields/public.ts";
import { shortNameProblem } from "../names.ts";
import { noPort } from "./ports.ts";
import type { ServiceRule } from "./rule.ts";

/** The API takes at most 16 host names, 64 matches, 16 headers and 1024 characters of a path. Source: Gateway API. */
const MAXIMUM = { hosts: 16, matches: 64, headers: 16, path: 1024 } as const;

/** Checks the hosts, ports and matches of every public route. */
export const publicRule: ServiceRule = (service, report) => {
  const open = service.public;
  if (open === undefined) return;
  for (const [at, name, route] of routesOf(open)) {
    const problem = name === undefined ? undefined : routeNameProblem(name);
    if (problem !== undefined) report(at, problem);
    checkPort(service, route, at, report);
    // A named route has the hosts of the first route by default, and a problem of those is reported there.
    if (name === undefined || route.host !== open.host) checkNames(`${at}.host`, route.host ?? [], "a host name", report);
    if (name === undefined || route.subdomain !== open.subdomain) checkNames(`${at}.subdomain`, route.subdomain, "a DNS name", report);
    checkMatches(route, at, report);
  }
  checkNames("public.redirectFrom", open.redirectFrom, "a host name", report);
  checkRepeated("public.share", open.share, report);
};

/** Returns the reason why a name cannot name a route. The redirects have two names. */
function routeNameProblem(name: string): string | undefined {
  return name === "https" || name === "redirect" ? `"${name}" is the name of a redirect` : shortNameProblem(name, "route");
}

function checkPort(service: EffectiveService, route: PublicRoute, at: string, report: Report): void {
  // A tier or a stack may set a part of a route that the service does not have.
  if (route.port === undefined) return report(`${at}.port`, "missing: a string is required");
  const port = service.ports.find(({ name }) => name === route.port);
  if (port === undefined) return report(`${at}.port`, noPort(service, route.port));
  const { protocol } = port;
  if (protocol === "http") {
    if (route.services.length > 0) report(`${at}.services`, `"${route.port}" is an http port; only a grpc port has services`);
  } else if (protocol === "grpc") {
    if (route.paths.some((path) => pathText(path) !== "/"))
      report(`${at}.paths`, `"${route.port}" is a grpc port; it has services instead of paths`);
    if (route.timeoutSeconds !== undefined) report(`${at}.timeoutSeconds`, `"${route.port}" is a grpc port; a GRPCRoute has no timeouts`);
  } else report(`${at}.port`, `"${route.port}" is a ${protocol} port; a public route needs an http or grpc port`);
}

function checkNames(at: string, names: readonly string[], what: string, report: Report): void {
  for (const name of names) if (!isHostName(name) || isNumericHost(name)) report(at, `"${name}" is not ${what}`, hintFor(name));
  checkRepeated(at, names, report);
  if (names.length > MAXIMUM.hosts) report(at, `has ${names.length} names; a route takes at most ${MAXIMUM.hosts}`);
}

/** Returns the name to write in place of a malformed one, or undefined if it is not known. */
function hintFor(name: string): string | undefined {
  if (name.includes("*")) return "a route has no wildcards: list each host";
  if (isNumericHost(name)) return "a route needs a name, and DNS leads from it to the address";
  const meant = intendedHostName(name);
  return meant === undefined ? undefined : `write "${meant}"`;
}

function checkMatches({ paths, services, headers, listener }: PublicRoute, at: string, report: Report): void {
  for (const { type, value } of paths) {
    if (/[^A-Za-z0-9/._~-]/.test(value) || /\/(?:\/|\.\.?(?:\/|$))/.test(value))
      report(`${at}.paths`, `"${value}" is not a path${type === "Exact" ? "" : " prefix"}`);
    else if (value.length > MAXIMUM.path)
      report(`${at}.paths`, `a path has ${value.length} characters; a route takes at most ${MAXIMUM.path}`);
  }
  for (const name of services) {
    if (!/^(?:[A-Za-z_]\w*\.)*[A-Za-z_]\w*$/.test(name)) report(`${at}.services`, `"${name}" is not a gRPC service such as shop.v1.Carts`);
  }
  for (const [field, list] of [
    ["paths", paths.map(pathText)],
    ["services", services],
  ] as const) {
    checkRepeated(`${at}.${field}`, list, report);
    if (list.length > MAXIMUM.matches) report(`${at}.${field}`, `has ${list.length} items; a route takes at most ${MAXIMUM.matches}`);
  }
  checkHeaders(headers, `${at}.headers`, report);
  if (listener !== undefined && !isHostName(listener)) report(`${at}.listener`, `"${listener}" is not the name of a listener`);
}

function checkHeaders(headers: Readonly<Record<string, string>>, at: string, report: Report): void {
  const names = Object.keys(headers);
  for (const [name, value] of Object.entries(headers)) {
    // The characters of a token. Source: RFC 9110.
    if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}$/.test(name)) report(`${at}.${name}`, `"${name}" is not a valid HTTP header name`);
    if (value === "" || value.length > 4096) report(`${at}.${name}`, `has ${value.length} characters; 1 to 4096 are valid`);
  }
  checkRepeated(
    at,
    names.map((name) => name.toLowerCase()),
    report,
  );
  if (names.length > MAXIMUM.headers) report(at, `has ${names.length} headers; a route takes at most ${MAXIMUM.headers}`);
}

function checkRepeated(at: string, names: readonly string[], report: Report): void {
  for (const name of new Set(names.filter((each, index) => names.indexOf(each) !== index))) report(at, `"${name}" is listed twice`);
}
