import { suggestion } from "../../base/suggestion.ts";
import type { Endpoint, OutsideCall } from "../fields/calls.ts";
import { servicePort, transportOf } from "../fields/ports.ts";
import type { ReachedCall } from "../model.ts";
import { absentService } from "./absent-service.ts";
import type { CheckedServices } from "./services.ts";

/** The part of a call that its target decides. */
export type Target = Omit<ReachedCall, "name" | "layer">;

/** Builds the values that `env` gets. */
export const addressOf = (host: string, port: number) => ({ host, port, address: `${host}:${port}` });

/** Resolves a call of a host outside the cluster. */
export const outsideCall = ({ host, port, range }: OutsideCall): Target => ({
  ...addressOf(host, port),
  to: range === undefined ? { kind: "internet" } : { kind: "range", range },
  opens: { port, protocol: "TCP" },
});

/** The port of a call that cannot be resolved. A fleet with problems is never written, so no manifest has it. */
export const NO_PORT: ReachedCall["opens"] = { port: 0, protocol: "TCP" };

/** Looks up the port of an endpoint. */
export function portOf({ service, port }: Endpoint, { byName }: CheckedServices): Pick<ReachedCall, "port" | "opens"> | undefined {
  const ports = byName.get(service)?.input.ports ?? {};
  const spec = Object.hasOwn(ports, port) ? ports[port] : undefined;
  return spec === undefined ? undefined : { port: servicePort(spec), opens: { port: spec.port, protocol: transportOf(spec) } };
}

/** Explains why a call of an endpoint leads nowhere. */
export function missingEndpoint({ service, port }: Endpoint, services: CheckedServices): readonly [message: string, hint?: string] {
  const callee = services.byName.get(service);
  if (callee !== undefined) return [`${service} has no port "${port}"${suggestion(port, Object.keys(callee.input.ports ?? {}))}`];
  const { message, hint } = absentService(service, services);
  return hint === undefined ? [message] : [message, hint];
}
