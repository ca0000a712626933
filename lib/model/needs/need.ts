import type { core } from "zod/mini";
import type { Report } from "../../base/problem.ts";
import { tagged } from "../tagged.ts";
import type { Addressing } from "./addressing.ts";
import type { Tier } from "../tier.ts";

declare const secretFile: unique symbol;
declare const bound: unique symbol;

/** The path of a file that holds a secret. Only a need produces one, so a literal string does not compile in its place. */
export type SecretFile = string & { readonly [secretFile]: true };

/** Marks a path as the path of a secret's file. */
export const asSecretFile = (path: string): SecretFile => path as SecretFile;

/** The value of a secret, for a separate variable. `$(NAME)` puts it into another variable. */
export interface SecretValue {
  readonly kind: "secretValue";
  /** The file that holds the same value. */
  readonly file: SecretFile;
  /** The reason that allows the value in a variable. Without one, Fairlead warns. */
  readonly because?: string;
}

/** Makes the value of a secret, from the path of its file. */
export const asSecretValue = (file: SecretFile, because?: string): SecretValue =>
  tagged({ kind: "secretValue", file, ...(because === undefined ? {} : { because }) });

/** A need that gives a service `B`, such as a host and a port. The field exists for the compiler only. */
export interface Gives<B> {
  readonly [bound]?: B;
}

/** The values that a service gets for a need of type `N`. */
export type BoundNeed<N> = N extends Gives<infer B> ? B : never;

/** The instance that a need is bound to. Every name in the cloud follows from these fields. */
export interface Instance {
  readonly stack: string;
  /** The Google Cloud project that holds the instance. */
  readonly project: string;
  /** The private DNS zone of the stack: `prod-us-central1.internal`. */
  readonly dnsZone: string;
  readonly service: string;
  readonly need: string;
  /** True if the stack's cluster runs the instance itself. @default the cloud has it */
  readonly inCluster?: boolean;
  /** The stamp of the copy that services use in place of the instance: `20261130t020000z`. @default they use the instance */
  readonly copy?: string;
}

/** A secret that External Secrets writes and the pods mount as files. */
export interface SecretSource {
  /** The need's name. It names the volume, the mount directory and the Kubernetes Secret (`<service>-<need>`). */
  readonly name: string;
  /** File name in the mount directory -> the secret's name in Secret Manager. */
  readonly files: Readonly<Record<string, string>>;
  /** The server in the cluster whose Secret has the files. @default Secret Manager has the values */
  readonly server?: string;
}

/** A need's place in the fleet, for the rules of its kind. */
export interface NeedContext {
  /** The tier of the stack. */
  readonly tier: Tier;
  readonly instance: Instance;
  /** The directory of the need's secret files. */
  readonly mount: string;
  /** Says that the need gives no values. Then `env` of the service would fail, and is not evaluated. */
  readonly unusable: () => void;
  /** True if a service has a reported problem in its name, ports, needs or calls. Then other checks report no consequence of a missing part. */
  readonly isBroken: (service: string) => boolean;
  /** Requires that the stack runs another service. `reason` is a clause such as `subscribes to its topic "orders"`. */
  readonly requireService: (service: string, reason: string) => void;
  /** Reports a problem. Its path starts at the need, such as `topic`, or is empty for the whole need. */
  readonly report: Report;
}

/** The definition of one kind of need: one file, and one line in `registry.ts`. */
export interface NeedKind<N extends Gives<unknown>> {
  /** One sentence for the table in docs/needs.md. */
  readonly summary: string;
  /** A line of code for the table in docs/needs.md. */
  readonly example: string;
  /** The names of the values that a service gets, for the table in docs/needs.md. */
  readonly gives: readonly string[];
  /** Option -> the names of the values that a service gets only with it. @default none */
  readonly givesWith?: Readonly<Record<string, readonly string[]>>;
  /** The form of an instance's name, for the table in docs/needs.md. */
  readonly instanceForm: string;
  /** The shape of untyped input. */
  readonly schema: core.$ZodTypeDiscriminable;
  /** Returns the name of the kind, for messages. */
  nameOf(need: N): string;
  /** Returns the definition of a kind that a user's repository defines. Its identity tells two kinds apart. */
  definitionOf?(need: N): object;
  /** Reports options that the schema allows, but that do not fit together. Paths start at the need. */
  validate?(need: N, report: Report): void;
  /** Returns the values that a service gets. `mount` is the directory of the need's secret files. */
  bind(need: N, instance: Instance, mount: string): BoundNeed<N>;
  /** Returns the TCP ports in the stack's private range that the pods must reach. */
  egress(need: N): readonly number[];
  /** Returns the part of the stack's address plan that has the instance. */
  addressing(need: N): Addressing;
  /** True if Google Cloud grants the pods permissions (Workload Identity). */
  identity(need: N): boolean;
  /** True if another stack of the tier may use the instance. */
  shareable(need: N): boolean;
  /** Returns the reason why two needs of the kind cannot share an instance, or undefined if they can. */
  differs?(need: N, other: N): string | undefined;
  /** Returns the name of an instance that is unique in all projects of the cloud. @default an instance has none */
  globalName?(need: N, instance: Instance): string;
  /** Returns the secrets to mount. */
  secrets(need: N, instance: Instance, name: string): readonly SecretSource[];
  /** Applies the rules that only this kind has. */
  check?(need: N, context: NeedContext): void;
}

/** Returns the name of an instance in its project: `<stack>-<service>-<need>`. */
export const instanceName = ({ stack, service, need }: Instance): string => `${stack}-${service}-${need}`;

/** Returns the name of the secret with a file of the server, such as its certificate. A copy has another server. */
export const serverSecret = (instance: Instance, file: string): string =>
  `${instanceName(instance)}${instance.copy === undefined ? "" : `-${instance.copy}`}-${file}`;

/** Returns the host of an instance: `<need>.<service>.<stack>.internal`, or the Service `<service>-<need>` of the cluster. */
export const instanceHost = ({ need, service, dnsZone, inCluster = false }: Instance): string =>
  inCluster ? `${service}-${need}` : `${need}.${service}.${dnsZone}`;

/** Returns an empty list, for kinds without ports or secrets. */
export const none = (): readonly never[] => [];

/** Returns the first option that two needs set to different values, as the reason why they cannot share an instance. */
export function modeProblem<N extends object>(need: N, other: N, options: readonly (keyof N & string)[]): string | undefined {
  const different = options.find((option) => (need[option] || false) !== (other[option] || false));
  return different === undefined ? undefined : `the two needs differ in ${different}`;
}
