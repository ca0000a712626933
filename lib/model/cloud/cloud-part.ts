import type { ZodMiniType } from "zod/mini";
import type { Report } from "../../base/problem.ts";
import type { GatewayInput } from "../stack-fields/gateway.ts";
import type { IngressInput } from "../stack-fields/ingress.ts";
import type { Tier } from "../tier.ts";

declare const input: unique symbol;

/** The fields of a stack that rules of its parts read. */
export interface PartStack {
  readonly tier: Tier;
  readonly project: string;
  readonly privateRange?: string;
  readonly domain?: string;
  readonly gateway?: GatewayInput;
  readonly ingress?: IngressInput;
}

/** A part of the cloud that a stack asks for by itself: one file, and one line in `registry.ts`. */
export interface CloudPart<I> {
  /** One sentence for the table in docs/cloud.md. */
  readonly summary: string;
  /** A line of code for the table in docs/cloud.md. */
  readonly example: string;
  /** The shape of untyped input. */
  readonly schema: ZodMiniType;
  /** Reports values that the schema allows, but that do not fit. Paths start at the part. */
  check?(input: I, report: Report, stack: PartStack): void;
  /** The type of the input. The field exists for the compiler only. */
  readonly [input]?: I;
}

/** The input of a part. */
export type InputOf<P> = P extends CloudPart<infer I> ? I : never;

/** Reports a string that no name in the cloud can have: a DNS label with at most `max` characters. */
export function checkLabel(at: string, name: string, max: number, report: Report): void {
  if (!/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(name)) report(at, `"${name}" must consist of lower-case letters, digits and "-"`);
  else if (name.length > max) report(at, `"${name}" has ${name.length} characters; at most ${max} fit`);
}
