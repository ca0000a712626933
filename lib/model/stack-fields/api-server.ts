import * as z from "zod/mini";
import { integer } from "../fields/schema-parts.ts";

/** The address of the cluster's API server: a range such as `10.0.0.2/32`, with port 443 by default. */
export type ApiServerInput = string | { readonly range: string; readonly port: number };

export const apiServerSchema = z.union(
  [z.string(), z.strictObject({ range: z.string(), port: integer(1, 65_535) })],
  'must be a range such as "10.0.0.2/32", or { range: "10.0.0.2/32", port: 6443 }',
);

/** The address with its port. */
export interface ApiServer {
  readonly range: string;
  readonly port: number;
}

/** Adds the default port. */
export const apiServerOf = (input: ApiServerInput): ApiServer => (typeof input === "string" ? { range: input, port: 443 } : input);
