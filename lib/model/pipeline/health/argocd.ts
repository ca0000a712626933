import * as z from "zod/mini";
import { checkApi, checkTokenName } from "./address.ts";
import { healthKind } from "./health-kind.ts";

/** A check of Argo CD. The Applications of a wave have the image of the lock, and are synced and healthy. */
export interface ArgocdCheckInput {
  /** The address of Argo CD: `https://argocd.example.com`. */
  readonly argocd: string;
  /** The environment variable that has the token of an account that may `get` applications: `ARGOCD_TOKEN`. */
  readonly token: string;
}

export interface ArgocdCheckSpec {
  readonly kind: "argocd";
  readonly url: string;
  readonly token: string;
}

export const argocdKind = healthKind(
  "argocd",
  z.strictObject({ argocd: z.string(), token: z.string() }),
  ({ argocd: url, token }: ArgocdCheckInput, at, report): ArgocdCheckSpec => {
    checkApi({ url, token, at: `${at}.argocd` }, 'argocd: "https://argocd.example.com"', report);
    checkTokenName(token, `${at}.token`, "ARGOCD_TOKEN", report);
    return { kind: "argocd", url, token };
  },
);
