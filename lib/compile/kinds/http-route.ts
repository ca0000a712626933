import type { IHTTPRoute } from "@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1";
import { hostsOf, type PublicRoute, routesOf } from "../../model/fields/public.ts";
import { gatewayClass } from "../../model/stack-fields/gateway.ts";
import { backendOf, headerMatches, parentRefs, partName, protocolOf } from "../network/routes.ts";
import { objectMetadata } from "../object-metadata.ts";
import type { ServiceContext } from "../service-context.ts";

type Rule = NonNullable<NonNullable<IHTTPRoute["spec"]>["rules"]>[number];

/**
 * Builds the routes of a public service's http ports, and the redirects to them. Kinds, groups and weights are the API server's
 * defaults. Without them Argo CD would show a difference.
 */
export function httpRoutes(context: ServiceContext): readonly IHTTPRoute[] {
  const { service, stack } = context;
  const open = service.public;
  if (open === undefined || stack.ingress !== undefined) return [];
  const routes = routesOf(open).flatMap(([, name, route]) =>
    protocolOf(service, route) === "http"
      ? [
          object(context, name, route.listener ?? stack.gateway.listener, {
            hostnames: [...hostsOf(route, stack.domain)],
            rules: [ruleOf(context, route)],
          }),
        ]
      : [],
  );
  return [...routes, ...redirects(context)];
}

function ruleOf(context: ServiceContext, route: PublicRoute): Rule {
  // The load balancers of GKE have their timeouts in a GCPBackendPolicy.
  const timed = route.timeoutSeconds !== undefined && !gatewayClass(context.stack.gateway).google;
  return {
    backendRefs: [backendOf(context.service, route)],
    matches: route.paths.map(({ type, value }) => ({ ...headerMatches(route), path: { type, value } })),
    ...(timed ? { timeouts: { request: `${route.timeoutSeconds}s` } } : {}),
  };
}

/** Builds the redirects from other hosts to the first host, and from plain HTTP to HTTPS. */
function redirects(context: ServiceContext): readonly IHTTPRoute[] {
  const { service, stack } = context;
  const open = service.public;
  if (open === undefined) return [];
  const { listener, redirectListener } = stack.gateway;
  const hosts = [...new Set(routesOf(open).flatMap(([, , route]) => hostsOf(route, stack.domain)))];
  const [hostname = ""] = hostsOf(open, stack.domain);
  const fromHosts = redirectRule({ hostname });
  return [
    ...(open.redirectFrom.length === 0
      ? []
      : [object(context, "redirect", open.listener ?? listener, { hostnames: [...open.redirectFrom], rules: [fromHosts] })]),
    ...(redirectListener === undefined
      ? []
      : [
          object(context, "https", redirectListener, {
            hostnames: [...hosts, ...open.redirectFrom],
            rules: [redirectRule({ scheme: "https" })],
          }),
        ]),
  ];
}

const redirectRule = (to: { readonly hostname: string } | { readonly scheme: "https" }): Rule => ({
  filters: [{ requestRedirect: { ...to, statusCode: 301 }, type: "RequestRedirect" }],
  matches: [{ path: { type: "PathPrefix", value: "/" } }],
});

const object = (
  context: ServiceContext,
  part: string | undefined,
  listener: string | undefined,
  spec: { hostnames: string[]; rules: Rule[] },
): IHTTPRoute => ({
  apiVersion: "gateway.networking.k8s.io/v1",
  kind: "HTTPRoute",
  metadata: objectMetadata(context, { name: partName(context.service.name, part) }),
  spec: { ...spec, parentRefs: parentRefs(context.stack.gateway, listener) },
});
