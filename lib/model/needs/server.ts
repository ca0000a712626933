import type { Report } from "../../base/problem.ts";
import type { AnyServiceInput } from "../service-input.ts";
import type { Instance } from "./need.ts";

/** The directory of a server's data. */
export const DATA = "/data";

/** The choices of a stack for the servers of one kind that run in its cluster. */
export interface ServerOptions {
  /** The memory of the container in normal form. */
  readonly memory: string;
  /** The size of the volume. Undefined if the data goes with the pod. */
  readonly storage: string | undefined;
}

/** The place of a server. */
export interface ServerPlace extends ServerOptions {
  readonly instance: Instance;
  /** The directory of its secret files. */
  readonly mount: string;
}

/** The parts of a spec that a server in the cluster sets itself. */
export type ServerSpec = Pick<AnyServiceInput, "args" | "command" | "env" | "health" | "writable">;

/** A server that runs in the cluster in place of an instance in the cloud. */
export interface NeedServer<N> {
  /** Version -> `repo:tag@sha256:...`. A version without an image needs one of the stack. */
  readonly images: Readonly<Record<string, string>>;
  /** The port, as the need's `egress` has it. */
  readonly port: number;
  /** The memory of the container if the stack gives none. */
  readonly memory: string;
  versionOf(need: N): string;
  /** Returns the first option that the server cannot fulfil, with the reason. */
  refusal(need: N): string | undefined;
  /** Writes the spec of the server. */
  spec(need: N, place: ServerPlace): ServerSpec;
  /** Reports the mistakes of a spec that a user's repository writes. @default the spec is Fairlead's own */
  check?(need: N, place: ServerPlace, report: Report): void;
}
