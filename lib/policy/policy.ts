import type { AnyCloudResource } from "../cloud/resource.ts";
import type { Manifest } from "../model/manifest.ts";
import type { AnyService } from "../model/service.ts";
import type { AnyStack } from "../model/stack.ts";
import type { Tier } from "../model/tier.ts";

/** The levels of policies. `warn` shows a finding, and `refuse` stops the run. */
export const POLICY_LEVELS = ["warn", "refuse"] as const;
export type PolicyLevel = (typeof POLICY_LEVELS)[number];

/** A finding: the message, or the message with the path of the field. */
export type PolicyFinding =
  | string
  | {
      /** The field: `spec.template.spec.containers.0.image`. */
      readonly path: string;
      /** The mistake, with the value: `"shop/cart:v1" has no digest`. */
      readonly message: string;
    };

/** The stack that a policy looks at. */
export interface PolicyStack {
  readonly name: string;
  readonly tier: Tier;
  readonly region: string;
  /** The Google Cloud project. */
  readonly project: string;
  readonly cluster: string;
  readonly namespace: string;
}

/** The service that a policy looks at. */
export interface PolicyService {
  readonly name: string;
  /** The email address of the owner. */
  readonly owner: string;
}

/** The values that `manifests` gets beside an object. */
export interface PolicyManifestContext {
  readonly stack: PolicyStack;
  /** Undefined for objects that the stack has once, such as its namespace. */
  readonly service: PolicyService | undefined;
  /** All objects of the service, or all objects that the stack has once. */
  readonly objects: readonly Manifest[];
}

/** The values that `cloud` gets beside a resource. */
export interface PolicyCloudContext {
  readonly stack: PolicyStack;
  /** Undefined for resources that services of the stack share. */
  readonly service: PolicyService | undefined;
  /** All resources of the stack. */
  readonly resources: readonly AnyCloudResource[];
}

/** The values that `stack` gets beside the stack. */
export interface PolicyStackContext {
  /** All resources of the stack's cloud. */
  readonly resources: readonly AnyCloudResource[];
  /** The cost of the cloud in US dollars a month, at least and at most, by list prices. */
  readonly cost: { readonly least: number; readonly most: number };
}

/** An exemption from a policy. At least one of `stack` and `service` is set. */
export interface PolicyExemption {
  /** @default all stacks */
  readonly stack?: AnyStack;
  /** @default all services, and what the stack has once */
  readonly service?: AnyService;
  /** The email address of the person who answers for it. */
  readonly owner: string;
  readonly reason: string;
  /** The last day on which it counts, in UTC: `2026-12-24`. */
  readonly expires: string;
}

/** The fields of a policy. */
export interface PolicyInput {
  /** The reason for the rule. Each finding shows it. */
  readonly why: string;
  /** The edit that fixes a finding. */
  readonly fix: string;
  readonly level: PolicyLevel;
  /** Lists the mistakes of one finished object. @default no object is checked */
  readonly manifests?: (object: Manifest, context: PolicyManifestContext) => readonly PolicyFinding[];
  /** Lists the mistakes of one cloud resource. @default no resource is checked */
  readonly cloud?: (resource: AnyCloudResource, context: PolicyCloudContext) => readonly PolicyFinding[];
  /** Lists the mistakes of a stack with its whole cloud. @default no stack is checked */
  readonly stack?: (stack: PolicyStack, context: PolicyStackContext) => readonly PolicyFinding[];
  /** @default none */
  readonly exemptions?: readonly PolicyExemption[];
}

/** A rule of a repository about finished objects and cloud resources. */
export interface Policy {
  readonly kind: "policy";
  readonly name: string;
  /** The input as written. Untyped code may have written it, so `checkPolicies` checks it first. */
  readonly input: PolicyInput;
}

/**
 * Describes a rule of the repository: `export default definePolicy("no-latest", { ... })` in `policies/no-latest.ts`.
 * It never throws. `fairlead` reports every mistake that the compiler could not refuse.
 * @param name a DNS label of at most 40 characters
 */
export const definePolicy = (name: string, input: PolicyInput): Policy => ({ kind: "policy", name, input });

/** True if `definePolicy` returned the value. */
export const isPolicy = (value: unknown): value is Policy =>
  typeof value === "object" && value !== null && "kind" in value && value.kind === "policy" && "input" in value;
