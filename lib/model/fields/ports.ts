import * as z from "zod/mini";
import { integer, optionalInteger } from "./schema-parts.ts";

export const PROTOCOLS = ["grpc", "http", "tcp", "udp"] as const;

/** The protocol of a port. It decides the default check, and a public route needs `http`. */
export type Protocol = (typeof PROTOCOLS)[number];

/** Returns the transport that carries a protocol, as Kubernetes names it. */
export const transportOf = ({ protocol }: Pick<PortSpec, "protocol">): "TCP" | "UDP" => (protocol === "udp" ? "UDP" : "TCP");

/** A port that a service listens on. */
export interface PortSpec {
  /** The container's port, 1 to 65535. If one is below 1024, the pod has the safe sysctl that lets an ordinary user open it. */
  readonly port: number;
  readonly protocol: Protocol;
  /**
   * The port of the Kubernetes Service, 1 to 65535.
   * @default 80 for `http`; the container's port for the other protocols
   */
  readonly servicePort?: number;
}

/** The lowest port that the kernel lets an ordinary user open by default. Source: Linux, ip_unprivileged_port_start. */
export const UNPRIVILEGED_PORT_START = 1024;

/** A service's ports by name. */
export type Ports = Readonly<Record<string, PortSpec>>;

/** Returns the port that callers use. */
export const servicePort = (spec: PortSpec): number => spec.servicePort ?? (spec.protocol === "http" ? 80 : spec.port);

/** A port with its defaults. */
export interface Port {
  readonly name: string;
  readonly port: number;
  readonly protocol: Protocol;
  readonly servicePort: number;
}

export const portsSchema = z.record(
  z.string(),
  z.strictObject({
    port: integer(1, 65_535),
    protocol: z.enum(PROTOCOLS),
    servicePort: optionalInteger(1, 65_535),
  }),
);

/** Lists the ports that the service's own container listens on: those that no sidecar takes. */
export function ownPorts({
  ports,
  sidecars,
}: {
  readonly ports: readonly Port[];
  readonly sidecars: readonly { readonly ports: readonly string[] }[];
}): readonly Port[] {
  if (sidecars.length === 0) return ports;
  const taken = new Set(sidecars.flatMap((sidecar) => sidecar.ports));
  return ports.filter(({ name }) => !taken.has(name));
}

/** Lists the ports by name. */
export const portsOf = (input: Ports = {}): readonly Port[] =>
  Object.entries(input).map(([name, spec]) => ({ name, ...spec, servicePort: servicePort(spec) }));
