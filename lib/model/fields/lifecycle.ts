import * as z from "zod/mini";
import { type Text, textSchema } from "./plain.ts";
import { type ExecProbe, type HttpProbe, textual } from "./probes.ts";
import { absolutePath, optionalInteger } from "./schema-parts.ts";
import { commandSchema } from "./words.ts";

/** A command in the container, or a GET request to one of its ports: `exec(["/app/drain"])`, `http("http", { path: "/drain" })`. */
export type Hook<P extends string = string, T = Text> = ExecProbe<T> | HttpProbe<P, T>;

/** Hooks of the service's container. */
export interface LifecycleInput<P extends string, T = Text> {
  /** Runs when the container starts. The container is ready after it. @default none */
  readonly postStart?: Hook<P, T>;
  /** Runs before the stop signal, and must end within `graceSeconds`. It replaces the pre-stop pause. @default the pre-stop pause */
  readonly preStop?: Hook<P, T>;
}

/** The hooks with plain strings. */
export type Lifecycle = LifecycleInput<string, string>;

/** Returns the strings of the hooks. */
export const lifecycleOf = ({ postStart, preStop }: LifecycleInput<string>): Lifecycle => ({
  ...(postStart === undefined ? {} : { postStart: textual(postStart) }),
  ...(preStop === undefined ? {} : { preStop: textual(preStop) }),
});

/** The end of a container. */
export interface TerminationInput {
  /**
   * The source of the message that Kubernetes shows after a container has ended.
   * `FallbackToLogsOnError` takes the last lines of the log if a failed container wrote no message.
   * @default "File"
   */
  readonly messagePolicy?: "File" | "FallbackToLogsOnError";
  /** The file of the message. @default "/dev/termination-log" */
  readonly messagePath?: string;
  /** Seconds of the pre-stop pause, 0 to 3599, fewer than `graceSeconds`. Load balancers drop the pod in it. 0 leaves it out. @default 10 */
  readonly preStopSeconds?: number;
}

const hookSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("exec"), command: commandSchema }),
  z.strictObject({
    kind: z.literal("http"),
    port: z.string(),
    path: absolutePath,
    headers: z.record(z.string(), textSchema),
  }),
]);

export const lifecycleSchema = z.strictObject({ postStart: z.optional(hookSchema), preStop: z.optional(hookSchema) });

export const terminationSchema = z.strictObject({
  messagePolicy: z.optional(z.enum(["File", "FallbackToLogsOnError"])),
  messagePath: z.optional(absolutePath),
  preStopSeconds: optionalInteger(0, 3599),
});
