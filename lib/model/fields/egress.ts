import * as z from "zod/mini";

/** A port of another machine, 1 to 65535: `5432` for TCP, `"8125/udp"` for UDP. */
export type EgressPort = number | `${number}/udp`;

/** The outgoing traffic of a service beside its calls and needs. An empty list closes what a lower layer opened. */
export interface EgressInput {
  /** Ports on the internet: all public addresses, but no private ones and no metadata server. @default none */
  readonly internet?: readonly EgressPort[];
  /** Ports by address range: `{ "10.9.0.0/16": [5432] }`. A range has at least a prefix of 8 bits. @default none */
  readonly ranges?: Readonly<Record<string, readonly EgressPort[]>>;
  /** Ports by namespace of the same cluster: `{ kafka: [9092] }`. @default none */
  readonly namespaces?: Readonly<Record<string, readonly EgressPort[]>>;
}

/** A port and its transport, as a NetworkPolicy has it. */
export interface TransportPort {
  readonly port: number;
  readonly protocol: "TCP" | "UDP";
}

/** The outgoing traffic of a service, with its ports parsed. */
export interface Egress {
  readonly internet: readonly TransportPort[];
  readonly ranges: ReadonlyMap<string, readonly TransportPort[]>;
  readonly namespaces: ReadonlyMap<string, readonly TransportPort[]>;
}

const MAX_PORT = 65_535;
const UDP = /^([1-9]\d{0,4})\/udp$/;

const isPort = (value: unknown): boolean =>
  typeof value === "number"
    ? Number.isInteger(value) && value >= 1 && value <= MAX_PORT
    : typeof value === "string" && Number(UDP.exec(value)?.[1] ?? Infinity) <= MAX_PORT;

const portSchema = z.custom<EgressPort>(isPort, 'must be a port, 1 to 65535, such as 443 or "8125/udp"');
const byPlace = z.record(z.string(), z.array(portSchema));

export const egressSchema = z.strictObject({
  internet: z.optional(z.array(portSchema)),
  ranges: z.optional(byPlace),
  namespaces: z.optional(byPlace),
});

const parsePort = (port: EgressPort): TransportPort =>
  typeof port === "number" ? { port, protocol: "TCP" } : { port: Number.parseInt(port, 10), protocol: "UDP" };

const parsePlaces = (places: Readonly<Record<string, readonly EgressPort[]>> = {}): ReadonlyMap<string, readonly TransportPort[]> =>
  new Map(Object.entries(places).map(([place, ports]) => [place, ports.map(parsePort)]));

const NO_EGRESS: Egress = { internet: [], ranges: new Map(), namespaces: new Map() };

/** Parses the ports. */
export const egressOf = (input: EgressInput | undefined): Egress =>
  input === undefined
    ? NO_EGRESS
    : {
        internet: (input.internet ?? []).map(parsePort),
        ranges: parsePlaces(input.ranges),
        namespaces: parsePlaces(input.namespaces),
      };
