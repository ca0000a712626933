import * as z from "zod/mini";
import { integer, optionalInteger } from "./schema-parts.ts";

/** A reason, for the person who reviews an exception. */
interface Reason {
  readonly because: string;
}

/** A path of the node that the containers see. */
export interface HostPath {
  /** The path on the node, absolute. */
  readonly path: string;
  /** The path in the containers. @default the path on the node */
  readonly mountPath?: string;
  /** `false` lets the containers write. @default true */
  readonly readOnly?: boolean;
  /** The thing that must be at the path. @default "Directory" */
  readonly type?: HostPathType;
}

type HostPathType = "Directory" | "DirectoryOrCreate" | "File" | "Socket";

/** The permissions of a node agent that no other service has. Each needs a reason. */
export interface DaemonExceptions {
  /** Paths of the node, by a name of at most 15 characters. They need the Pod Security level "privileged". */
  readonly hostPaths?: Reason & { readonly paths: Readonly<Record<string, HostPath>> };
  /** Ports of the node by the service's port, 1 to 65535. They need the Pod Security level "privileged". */
  readonly hostPorts?: Reason & { readonly ports: Readonly<Record<string, number>> };
  /** The network of the node. It needs the Pod Security level "privileged". */
  readonly hostNetwork?: Reason;
  /** The processes of the node. They need the Pod Security level "privileged". */
  readonly hostProcesses?: Reason;
  /** The user root, without capabilities. It needs the Pod Security level "baseline". */
  readonly root?: Reason;
  /** Pods also on nodes whose taints keep other pods away. */
  readonly everyNode?: Reason;
}

/** Runs the service as a DaemonSet: one pod on each node. */
export interface DaemonInput {
  /** The maximum number of nodes, 1 to 10000. A stack with a quota needs it. @default unknown */
  readonly maxNodes?: number;
  /** The pods that a rollout stops at a time: a number, 1 to 1000, or a percentage. @default "10%" */
  readonly maxUnavailable?: number | string;
  /** @default none */
  readonly exceptions?: DaemonExceptions;
}

export interface Daemon {
  readonly maxNodes: number | undefined;
  readonly maxUnavailable: number | string;
  readonly hostPaths: readonly (Required<HostPath> & { readonly name: string })[];
  readonly exceptions: DaemonExceptions;
}

const because = z.string().check(z.regex(/\S/, "must be a reason"));
const reason = z.optional(z.strictObject({ because }));

const hostPathSchema = z.strictObject({
  path: z.string(),
  mountPath: z.optional(z.string()),
  readOnly: z.optional(z.boolean()),
  type: z.optional(z.enum(["Directory", "DirectoryOrCreate", "File", "Socket"])),
});

const PERCENTAGE = /^(?:[1-9]\d?|100)%$/;

export const daemonSchema = z.strictObject({
  maxNodes: optionalInteger(1, 10_000),
  maxUnavailable: z.optional(
    z.union(
      [integer(1, 1000), z.string().check(z.regex(PERCENTAGE, "must be a percentage from 1% to 100%"))],
      "must be a number such as 2 or a percentage such as 10%",
    ),
  ),
  exceptions: z.optional(
    z.strictObject({
      hostPaths: z.optional(z.strictObject({ because, paths: z.record(z.string(), hostPathSchema) })),
      hostPorts: z.optional(z.strictObject({ because, ports: z.record(z.string(), integer(1, 65_535)) })),
      hostNetwork: reason,
      hostProcesses: reason,
      root: reason,
      everyNode: reason,
    }),
  ),
});

export const daemonOf = (input: DaemonInput | undefined): Daemon | undefined =>
  input === undefined
    ? undefined
    : {
        maxNodes: input.maxNodes,
        maxUnavailable: input.maxUnavailable ?? "10%",
        hostPaths: Object.entries(input.exceptions?.hostPaths?.paths ?? {}).map(([name, spec]) => ({
          mountPath: spec.path,
          readOnly: true,
          type: "Directory" as const,
          ...spec,
          name,
        })),
        exceptions: input.exceptions ?? {},
      };
