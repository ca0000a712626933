/** How a port is spoken to; it decides the default probe and whether a public route may lead to it. */
export type Protocol = "grpc" | "http" | "tcp";

/** A port that a service listens on. */
export interface PortSpec {
  /** The container's port, 1025 to 65535: an ordinary user cannot bind the ones below. */
  readonly port: number;
  readonly protocol: Protocol;
  /**
   * The port of the Kubernetes Service, 1 to 65535.
   * @default 80 for `http`, else the container's port
   */
  readonly servicePort?: number;
}

export type Ports = Readonly<Record<string, PortSpec>>;

/** The port that callers use. */
export const servicePort = (spec: PortSpec): number => spec.servicePort ?? (spec.protocol === "http" ? 80 : spec.port);
