import { type IngressPartInput, ingressName } from "../../model/cloud/ingress.ts";
import { certifiedHost, makeEntrance } from "../certified-host.ts";
import { publicHosts } from "../public-hosts.ts";
import type { StackPart } from "./stack-part.ts";

/** Makes the address of the Gateway, and a certificate for each public host. Google renews the certificates by itself. */
export const ingressStackPart: StackPart<IngressPartInput> = {
  inNetwork: false,
  resources: (_input, stack) => {
    const entrance = { name: ingressName(stack), block: { kind: "Ingress", name: stack.name } };
    const hosts = new Map(stack.services.flatMap((service) => publicHosts(stack, service).map((host) => [host, service.name] as const)));
    return [
      ...makeEntrance(stack, entrance),
      ...[...hosts].flatMap(([host, service]) => certifiedHost(stack, host, { kind: "Ingress", name: service, service }, entrance)),
    ];
  },
};
