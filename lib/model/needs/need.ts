import type { core } from "zod/mini";

declare const secretFile: unique symbol;

/** The path of a file that holds a secret. Only a need can give one, so a literal never passes for it. */
export type SecretFile = string & { readonly [secretFile]: true };

/** Marks a path that a need made as one that holds a secret. */
export const asSecretFile = (path: string): SecretFile => path as SecretFile;

/** Which stack's instance a need is bound to; every name in the cloud follows from it. */
export interface Instance {
  readonly stack: string;
  /** The Google Cloud project that holds the instance. */
  readonly project: string;
  /** The private DNS zone of the stack: `prod-us-central1.internal`. */
  readonly dnsZone: string;
  readonly service: string;
  readonly need: string;
}

/** A secret that External Secrets copies from Secret Manager and the pods mount as files. */
export interface SecretSource {
  /** The need's name; names the volume, the mount directory and the Kubernetes Secret (`<service>-<need>`). */
  readonly name: string;
  /** File name in the mount directory -> the secret's name in Secret Manager. */
  readonly files: Readonly<Record<string, string>>;
}

/** All that Fairlead must know of one kind of need; a new kind is one file and one line in `registry.ts`. */
export interface NeedKind<N, B> {
  /** What untyped input may hold. */
  readonly schema: core.$ZodTypeDiscriminable;
  /** The names that a service gets to use; `mount` is the directory of the need's secret files. */
  bind(need: N, instance: Instance, mount: string): B;
  /** TCP ports in the stack's private range that the pods must reach. */
  egress(need: N): readonly number[];
  /** Whether the pods act as a Google service account (Workload Identity). */
  readonly identity: boolean;
  /** The secrets to mount. */
  secrets(need: N, instance: Instance, name: string): readonly SecretSource[];
}

/** Where the files of the need `name` are mounted. */
export const mountPath = (name: string): string => `/var/run/fairlead/${name}`;

/** `<stack>-<service>-<need>`: the name of an instance in its project. */
export const instanceName = ({ stack, service, need }: Instance): string => `${stack}-${service}-${need}`;

/** `<need>.<service>.<stack>.internal`: the private DNS record of an instance. */
export const instanceHost = ({ need, service, dnsZone }: Instance): string => `${need}.${service}.${dnsZone}`;

export const none = (): readonly never[] => [];
