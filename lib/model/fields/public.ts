import * as z from "zod/mini";
import { absolutePath } from "./schema-parts.ts";

/** Makes the service reachable from outside, at `<subdomain>.<the stack's domain>`. */
export interface PublicInput<P extends string> {
  /** The name of an `http` port. */
  readonly port: P;
  /** @default the service's name */
  readonly subdomain?: string;
  /** The whole host name, instead of a subdomain of the stack's domain. @default none */
  readonly host?: string;
  /** Path prefixes; each starts with "/". @default ["/"] */
  readonly paths?: readonly string[];
}

export interface PublicRoute {
  /** Undefined only before the rules have checked the service. */
  readonly port: string | undefined;
  readonly subdomain: string;
  readonly host: string | undefined;
  readonly paths: readonly string[];
}

export const publicSchema = z.strictObject({
  port: z.string(),
  subdomain: z.optional(z.string()),
  host: z.optional(z.string()),
  paths: z.optional(z.array(absolutePath).check(z.minLength(1))),
});

/** Adds the default subdomain, the service's name, and the default path. */
export const publicOf = (input: Partial<PublicInput<string>> | undefined, service: string): PublicRoute | undefined =>
  input === undefined ? undefined : { port: undefined, host: undefined, subdomain: service, paths: ["/"], ...input };
