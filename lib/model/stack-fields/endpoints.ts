import * as z from "zod/mini";
import type { Endpoint, OutsideCall } from "../fields/calls.ts";

/** The address at which other clusters reach a service. */
export interface ReachableEndpoint {
  readonly kind: "reachable";
  readonly endpoint: Endpoint;
  readonly at: OutsideCall;
}

/** Says where other clusters reach a service: `reachable(cart.endpoint("grpc"), outside("10.4.0.9", 7070, { range: "10.4.0.9/32" }))`. */
export const reachable = (endpoint: Endpoint, at: OutsideCall): ReachableEndpoint => ({ kind: "reachable", endpoint, at });

export const endpointsSchema = z.array(
  z.object({
    kind: z.literal("reachable"),
    endpoint: z.object({ kind: z.literal("endpoint"), service: z.string(), port: z.string() }),
    // A check looks at its fields.
    at: z.object({ kind: z.literal("outside") }),
  }),
);
