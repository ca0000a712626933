import type { BoundNeed } from "../needs/need.ts";
import type { BoundCallOf } from "./calls.ts";
import type { Tier } from "../tier.ts";

/** The values that `files` may refer to. The compiler checks every name. */
export interface FilesContext<P, N, C> {
  /** Container ports by name. */
  readonly ports: { readonly [K in keyof P]: number };
  readonly needs: { readonly [K in keyof N]: BoundNeed<N[K]> };
  readonly calls: { readonly [K in keyof C]: BoundCallOf<C[K]> };
  readonly stack: BoundStack;
}

/** The values that `env`, `args` and `command` may refer to. The compiler checks every name. */
export interface EnvContext<P, N, C> extends FilesContext<P, N, C> {
  readonly image: BoundImage;
}

/** The stack that runs the service. */
export interface BoundStack {
  readonly name: string;
  readonly tier: Tier;
  readonly region: string;
  /** The Google Cloud project. */
  readonly project: string;
  readonly namespace: string;
  /** The DNS domain. A stack without one reports a problem: `"domain" in stack` tests it first. */
  readonly domain: string;
}

/** The image that the stack runs of the service. */
export interface BoundImage {
  /** The repository, without tag and digest. */
  readonly repository: string;
  /** The tag, as in the label `app.kubernetes.io/version`. A variable with it is in the workload, never in a ConfigMap. */
  readonly tag: string;
}
