import * as z from "zod/mini";

/** The Ingress controller of a stack that has no Gateway. */
export interface IngressInput {
  /** The IngressClass: a DNS label such as `nginx`. */
  readonly class: string;
  /** The namespace of the controller's pods. */
  readonly namespace: string;
  /** The certificate: a Secret of the stack's namespace, or a ClusterIssuer of cert-manager. */
  readonly tls: { readonly secret: string; readonly issuer?: never } | { readonly issuer: string; readonly secret?: never };
}

export const ingressSchema = z.strictObject({
  class: z.string(),
  namespace: z.string(),
  tls: z.strictObject({ secret: z.optional(z.string()), issuer: z.optional(z.string()) }),
});
