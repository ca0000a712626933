import * as z from "zod/mini";
import { isRecord } from "../../base/values.ts";
import { type Ports, portsSchema } from "./ports.ts";
import { literalOr } from "./schema-parts.ts";

/** A port of a front. `reviews.endpoint("http")` returns one. */
export interface FrontEndpoint {
  readonly kind: "frontEndpoint";
  readonly front: string;
  readonly port: string;
}

/** One Service in front of several services. `front(...)` makes one. */
export interface Front<P = Ports> {
  readonly kind: "front";
  readonly name: string;
  readonly ports: P;
  /** Refers to a port, for `calls` of other services. */
  endpoint(port: keyof P & string): FrontEndpoint;
}

export interface FrontOptions<P extends Ports> {
  /** The ports that each service behind the front has, too. */
  readonly ports: P;
}

/**
 * Makes one Service that sends requests to all services that name it: `front("reviews", { ports: HTTP })`, then `front: reviews`.
 * @param name a DNS label of at most 40 characters that no service has
 */
export const front = <const P extends Ports>(name: string, { ports }: FrontOptions<P>): Front<P> => ({
  kind: "front",
  name,
  ports,
  endpoint: (port) => ({ kind: "frontEndpoint", front: name, port }),
});

export const frontSchema = literalOr(
  z.never(),
  { front: z.object({ kind: z.literal("front"), name: z.string(), ports: portsSchema }) },
  'must be a front such as front("reviews", { ports: { ... } })',
);

/** True if an untyped value is an endpoint of a front. */
export const isFrontEndpoint = (value: unknown): value is FrontEndpoint =>
  isRecord(value) && value["kind"] === "frontEndpoint" && typeof value["front"] === "string" && typeof value["port"] === "string";
