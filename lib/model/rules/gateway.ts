import { isDnsLabel, isHostName } from "../../base/dns-names.ts";
import { isPrivateRange } from "../../base/ip-ranges.ts";
import { gatewayClass } from "../stack-fields/gateway.ts";
import type { StackRule } from "./rule.ts";

/** Checks the Gateway: its names, its listeners, and the ranges that its proxies send from. */
export const gatewayRule: StackRule = ({ gateway }, report) => {
  if (gateway === undefined) return;
  for (const field of ["name", "namespace"] as const) {
    const name = gateway[field];
    if (name !== undefined && !isDnsLabel(name)) report(`gateway.${field}`, `"${name}" is not a DNS label`);
  }
  const { listener, redirectListener, proxyRanges = [] } = gateway;
  for (const field of ["listener", "redirectListener"] as const) {
    const name = gateway[field];
    if (name !== undefined && !isHostName(name)) report(`gateway.${field}`, `"${name}" is not the name of a listener`);
  }
  if (redirectListener !== undefined && listener === undefined) {
    report("gateway.listener", "missing: a redirect leads to another listener", 'add listener: "https"');
  } else if (redirectListener !== undefined && redirectListener === listener) {
    report("gateway.redirectListener", `"${redirectListener}" is the listener of the routes`);
  }
  const { google, regional } = gatewayClass({ class: gateway.class });
  if (regional && proxyRanges.length === 0) {
    report(
      "gateway.proxyRanges",
      `missing: ${gateway.class} sends from the region's proxy-only subnet`,
      'add proxyRanges: ["10.129.0.0/23"]',
    );
  } else if (google && !regional && proxyRanges.length > 0) {
    report("gateway.proxyRanges", `${gateway.class} has no proxies in the network`);
  }
  for (const range of proxyRanges) {
    if (!isPrivateRange(range)) report("gateway.proxyRanges", `"${range}" is not a range of private addresses such as 10.129.0.0/23`);
  }
};

/** Checks the Ingress controller. */
export const ingressRule: StackRule = ({ ingress, gateway }, report) => {
  if (ingress === undefined) return;
  if (gateway !== undefined) report("ingress", "the stack has a gateway, too; public routes attach to one of them");
  for (const field of ["class", "namespace"] as const) {
    if (!isDnsLabel(ingress[field])) report(`ingress.${field}`, `"${ingress[field]}" is not a DNS label`);
  }
  // Their traffic comes from ranges, and their health checks from elsewhere.
  if (/^gce(?:-internal)?$/.test(ingress.class)) {
    report("ingress.class", `"${ingress.class}" is not supported`, 'use gateway: { class: "gke-l7-global-external-managed", ... }');
  }
  const { secret, issuer } = ingress.tls;
  if ((secret === undefined) === (issuer === undefined)) report("ingress.tls", "must have a secret or an issuer, and not both");
  for (const [field, name] of Object.entries(ingress.tls)) {
    if (name !== undefined && !isHostName(name)) report(`ingress.tls.${field}`, `"${name}" is not the name of an object`);
  }
};
