import * as z from "zod/mini";
import { fitName } from "../../base/fit-name.ts";
import type { CloudPart } from "./cloud-part.ts";

/** The way from the internet to the Gateway of a stack. It has no options: hosts follow from the public services. */
export type IngressPartInput = Readonly<Record<never, never>>;

/** Returns the name of the address and of the certificate map: `prod-ingress`. The Gateway has both. Google allows 63 characters. */
export const ingressName = ({ name }: { readonly name: string }): string => fitName(`${name}-ingress`, 63);

/** The classes of Gateways that take a certificate map and a global address. Source: GKE, Gateway classes. */
const GLOBAL_CLASSES: readonly unknown[] = ["gke-l7-global-external-managed", "gke-l7-gxlb"];

export const ingressPart: CloudPart<IngressPartInput> = {
  summary: "A Gateway with a fixed global address, and certificates for the public hosts.",
  example: "ingress: {}",
  schema: z.strictObject({}),
  check: (_input, report, { gateway, ingress, domain }) => {
    if (ingress !== undefined) report("", "needs a Gateway, and the stack has an Ingress controller");
    else if (!GLOBAL_CLASSES.includes(gateway?.class))
      report("", "needs a Gateway of a global class", 'write gateway: { class: "gke-l7-global-external-managed" }');
    if (domain === undefined) report("", "needs a domain: the hosts of the stack are below it", 'add domain: "shop.example.com"');
  },
};
