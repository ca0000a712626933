import * as z from "zod/mini";
import { DEFAULTS } from "../defaults.ts";
import type { Calls } from "./calls.ts";
import type { Needs } from "../needs/registry.ts";
import type { Ports } from "./ports.ts";
import { type Resources, resourcesOfPart, resourcesSchema, type ResourcesInput } from "./resources.ts";
import { optionalInteger } from "./schema-parts.ts";
import { commandInputSchema, staticWords, type WordsInput, wordsInputSchema } from "./words.ts";

/** A program that runs to completion in the service's image: a migration, or one that writes test data. */
export interface JobInput<P = unknown, N = unknown, C = unknown> {
  /** The command, or a function as in the service's `command`. */
  readonly command: WordsInput<P, N, C>;
  /** Arguments of the command, or a function. @default none */
  readonly args?: WordsInput<P, N, C>;
  /** @default the service's resources */
  readonly resources?: ResourcesInput;
  /** Seconds that the job may take, 1 to 86400. @default 600 */
  readonly timeoutSeconds?: number;
  /** Retries after a failed run, 0 to 20. @default 1 */
  readonly retries?: number;
  /**
   * True if it fills the needs of the service with test data. It runs once, after the first pods are ready, on stacks with `testData`.
   * @default false: it runs before each rollout, on all stacks
   */
  readonly testData?: boolean;
}

export interface Job {
  readonly name: string;
  readonly command: readonly string[];
  readonly args: readonly string[];
  readonly resources: Resources;
  readonly timeoutSeconds: number;
  readonly retries: number;
  readonly testData?: boolean;
}

export const jobsSchema = z.record(
  z.string(),
  z.strictObject({
    command: commandInputSchema,
    args: z.optional(wordsInputSchema),
    resources: z.optional(resourcesSchema),
    timeoutSeconds: optionalInteger(1, 86_400),
    retries: optionalInteger(0, 20),
    testData: z.optional(z.boolean()),
  }),
);

/** Lists the jobs by name. `inherited` are the resources of the service. */
export const jobsOf = (
  input: Readonly<Record<string, JobInput<Ports, Needs, Calls>>> = {},
  inherited: ResourcesInput = {},
): readonly Job[] =>
  Object.entries(input).map(([name, spec]) => ({
    ...DEFAULTS.job,
    ...spec,
    name,
    command: staticWords(spec.command),
    args: staticWords(spec.args),
    resources: resourcesOfPart(spec.resources, inherited),
  }));

/** True if a job runs before each rollout, and not once for test data. */
export const isOfRollout = ({ testData }: Pick<Job, "testData">): boolean => testData !== true;
