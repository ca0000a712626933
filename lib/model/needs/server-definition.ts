/** A server in the cluster, as a kind of a user's repository sees it. */
export interface NeedServerInstance<S extends string = string> {
  /** The name of the server and of its Service: `<service>-<need>`. */
  readonly name: string;
  readonly service: string;
  readonly need: string;
  /** The memory of the container in normal form. */
  readonly memory: string;
  /** The size of the volume. Undefined if the data goes with the pod. */
  readonly storage: string | undefined;
  /** The paths of the secret files by key. */
  readonly files: Readonly<Record<S, string>>;
}

/** The program of a server in the cluster. */
export interface NeedServerProgram {
  /** @default the command of the image */
  readonly command?: readonly string[];
  /** @default none */
  readonly args?: readonly string[];
  /** Environment variables. @default none */
  readonly env?: Readonly<Record<string, string | number | boolean>>;
  /** The command that succeeds if clients can connect. @default a connection to the port */
  readonly ready?: readonly string[];
  /** Directories that the server writes to, beside `/data`: `{ "/var/run/kafka": "16Mi" }`. @default none */
  readonly writable?: Readonly<Record<string, string>>;
}

/** The server of a kind that the cluster runs in place of an instance in the cloud. Its port has the name of the kind. */
export interface NeedServerDefinition<O extends object, S extends string> {
  /** The image: `repo:tag@sha256:...`. */
  readonly image: string;
  /** The port. `egress` must have it, too. */
  readonly port: number;
  /** The memory of the container if the stack gives none. @default "256Mi" */
  readonly memory?: string;
  /** Returns the program. It must be pure. The data belongs into `/data`. @default the command of the image */
  readonly program?: (options: O, instance: NeedServerInstance<S>) => NeedServerProgram;
}
