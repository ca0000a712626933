import * as z from "zod/mini";
import type { CloudPart } from "./cloud-part.ts";

/** The way from the internet to the Gateway of a stack. It has no options: hosts follow from the public services. */
export type IngressPartInput = Readonly<Record<never, never>>;

/** The classes of Gateways that take a certificate map and a global address. Source: GKE, Gateway classes. */
const GLOBAL_CLASSES: readonly unknown[] = ["gke-l7-global-external-managed", "gke-l7-gxlb"];

export const ingressPart: CloudPart<IngressPartInput> = {
  summary: "A fixed global address, and certificates for the public hosts, which the Gateway names.",
  example: "ingress: {}",
  schema: z.strictObject({}),
  check: (_input, report, { gateway, ingress, domain }) => {
    if (ingress !== undefined) report("", "needs a Gateway, and the stack has an Ingress controller");
    else if (!GLOBAL_CLASSES.includes(gateway?.class))
      report("", "needs a Gateway of a global class", 'write gateway: { class: "gke-l7-global-external-managed" }');
    if (domain === undefined) report("", "needs a domain: the hosts of the stack are below it", 'add domain: "shop.example.com"');
  },
};
