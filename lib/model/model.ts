import type { Config } from "./config.ts";
import type { EffectiveService } from "./effective.ts";
import type { Endpoint } from "./service-input.ts";
import type { AnyStack, QuotaInput } from "./stack.ts";
import type { Tier } from "./tier.ts";

/** One call of a service, with the callee's port looked up. */
export interface Call {
  /** The caller's own name for it. */
  readonly name: string;
  readonly service: string;
  readonly port: string;
  /** The container's port, which NetworkPolicies look at. */
  readonly containerPort: number;
  readonly servicePort: number;
}

/** A name that only another tier may use. */
export interface ForeignName {
  readonly name: string;
  /** Stacks of that project: `<project>-<stack>-` starts the name of a bucket. */
  readonly buckets: readonly string[];
}

/** A stack whose every reference leads somewhere and whose every default is in place. */
export interface StackModel {
  readonly name: string;
  readonly file: string;
  readonly tier: Tier;
  readonly region: string;
  readonly project: string;
  readonly cluster: string;
  readonly namespace: string;
  /** The channel whose releases it gets. */
  readonly channel: string;
  readonly privateRange: string | undefined;
  readonly domain: string | undefined;
  readonly gateway: { readonly name: string; readonly namespace: string };
  readonly secretStore: string;
  readonly quota: QuotaInput | undefined;
  readonly services: readonly EffectiveService[];
  /** The names of its components, in order. */
  readonly components: readonly string[];
  /** Service -> what it calls. */
  readonly calls: ReadonlyMap<string, readonly Call[]>;
  /** Service -> who calls it, by port name. */
  readonly callers: ReadonlyMap<string, ReadonlyMap<string, readonly EffectiveService[]>>;
  /** `<service>.<need>` -> the stack and need that it is bound to, where that is not its own. */
  readonly bindings: ReadonlyMap<string, { readonly stack: AnyStack; readonly service: string; readonly need: string }>;
  /** Names that only another tier may use: projects and private DNS zones. */
  readonly foreign: readonly ForeignName[];
}

/** The fleet after all rules: what compile works from. */
export interface Model {
  readonly config: Required<Config["repository"]> & { readonly name: string };
  readonly stacks: readonly StackModel[];
}

/** The private DNS zone of a stack's instances. */
export const dnsZone = (stack: string): string => `${stack}.internal`;

export const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === "object" &&
  value !== null &&
  "kind" in value &&
  value.kind === "endpoint" &&
  "service" in value &&
  typeof value.service === "string" &&
  "port" in value &&
  typeof value.port === "string";
