/** The part of a stack's address plan that has the addresses of an instance. */
export type Addressing =
  /** The pods connect to nothing. */
  | { readonly kind: "nowhere" }
  /** The endpoint of Google's APIs. */
  | { readonly kind: "googleApis" }
  /** A block of 8 addresses, of which Google chooses one. */
  | { readonly kind: "block" }
  /** Endpoints whose addresses Fairlead chooses, one for each server. */
  | {
      readonly kind: "endpoints";
      /** The end of each server's name. The first one is the main server. */
      readonly servers: readonly string[];
      /** The name of the server that several instances of a stack share. @default the servers belong to one instance */
      readonly shared?: string;
      /** True if Google may also have the servers in the part for services, in which it chooses addresses. */
      readonly isPeered: boolean;
    }
  /** The whole private range, because the cloud does not say where the instance is. */
  | { readonly kind: "range" };

/** Returns that pods connect to nothing. */
export const nowhere = (): Addressing => ({ kind: "nowhere" });

/** Returns that pods connect to Google's APIs. */
export const atGoogleApis = (): Addressing => ({ kind: "googleApis" });

/** True if an instance has addresses that no other instance has. */
export const hasOwnAddress = (addressing: Addressing): boolean =>
  addressing.kind === "block" || addressing.kind === "range" || (addressing.kind === "endpoints" && addressing.shared === undefined);
