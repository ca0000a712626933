import * as z from "zod/mini";
import { DEFAULTS } from "../defaults.ts";
import { type Resources, resourcesOf, resourcesSchema, type ResourcesInput } from "./resources.ts";
import { command, optionalInteger, words } from "./schema-parts.ts";

/** A program that runs to completion before each rollout, in the service's image: a migration. */
export interface JobInput {
  readonly command: readonly string[];
  /** @default none */
  readonly args?: readonly string[];
  /** @default the service's resources */
  readonly resources?: ResourcesInput;
  /** Seconds that the job may take, 1 to 86400. @default 600 */
  readonly timeoutSeconds?: number;
  /** Retries after a failed run, 0 to 20. @default 1 */
  readonly retries?: number;
}

export interface Job {
  readonly name: string;
  readonly command: readonly string[];
  readonly args: readonly string[];
  readonly resources: Resources;
  readonly timeoutSeconds: number;
  readonly retries: number;
}

export const jobsSchema = z.record(
  z.string(),
  z.strictObject({
    command,
    args: z.optional(words),
    resources: z.optional(resourcesSchema),
    timeoutSeconds: optionalInteger(1, 86_400),
    retries: optionalInteger(0, 20),
  }),
);

/** Lists the jobs by name. `inherited` are the resources of the service. */
export const jobsOf = (input: Readonly<Record<string, JobInput>> = {}, inherited: ResourcesInput = {}): readonly Job[] =>
  Object.entries(input).map(([name, spec]) => ({
    ...DEFAULTS.job,
    args: [],
    ...spec,
    name,
    resources: resourcesOf(spec.resources ?? inherited),
  }));
