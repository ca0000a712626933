import * as z from "zod/mini";
import { isHostName, isNumericHost } from "../../base/dns-names.ts";
import type { CloudPart } from "./cloud-part.ts";

/** The public DNS zone of a stack. */
export interface ZoneInput {
  /** The domain. @default the `domain` of the stack */
  readonly domain?: string;
}

export const zonePart: CloudPart<ZoneInput> = {
  summary: "The public DNS zone of the stack's domain.",
  example: 'zone: { domain: "us.boutique.example.com" }',
  schema: z.strictObject({ domain: z.optional(z.string()) }),
  check: ({ domain }, report, stack) => {
    if (domain === undefined && stack.domain === undefined)
      report("domain", "missing: the stack has no domain", 'add domain: "shop.example.com"');
    if (domain !== undefined && (!isHostName(domain) || isNumericHost(domain) || !domain.includes(".")))
      report("domain", `"${domain}" is not a DNS name`);
  },
};
