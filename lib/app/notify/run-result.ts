import * as z from "zod/mini";

const hint = z.optional(z.nullable(z.string()));
const problem = z.object({ file: z.string(), path: z.string(), message: z.string(), hint });
const error = z.object({ code: z.string(), message: z.string(), hint, problems: z.optional(z.array(problem)) });
const decision = z.object({ stack: z.string(), service: z.string(), outcome: z.string(), reason: z.string(), hint });
const outcome = z.object({ stack: z.string(), outcome: z.string(), message: z.optional(z.string()) });
const seconds = z.optional(z.number());
const files = z.optional(z.array(z.string()));

/** The parts of the JSON results of commands that incidents and metrics come from. Other fields are ignored. */
const schema = z.object({
  error: z.optional(error),
  decisions: z.optional(z.array(decision)),
  outcomes: z.optional(z.record(z.string(), z.number())),
  held: z.optional(z.array(problem)),
  expired: z.optional(z.array(z.object({ stack: z.string(), expires: z.string() }))),
  refusal: z.optional(z.object({ message: z.string(), hint })),
  findings: z.optional(z.array(z.object({ file: z.string(), what: z.string() }))),
  fix: z.optional(z.string()),
  engine: z.optional(z.unknown()),
  cloud: z.optional(z.object({ shards: z.array(outcome) })),
  mode: z.optional(z.string()),
  stacks: z.optional(z.unknown()),
  render: z.optional(z.object({ seconds, created: files, changed: files, removed: files })),
  failed: z.optional(z.unknown()),
  include: z.optional(z.array(z.unknown())),
  checks: z.optional(z.array(z.object({ name: z.string(), state: z.string(), detail: z.string(), hint, service: z.optional(z.string()) }))),
  seconds,
  outcome: z.optional(z.string()),
});

/** A JSON result of a command, as far as notices need it. */
export type RunResult = z.infer<typeof schema>;

const engineSchema = z.object({ stacks: z.array(z.extend(outcome, { seconds })) });
const driftSchema = z.array(
  z.object({ stack: z.string(), outcome: z.string(), drifted: z.optional(z.array(z.object({ name: z.string(), what: z.string() }))) }),
);

/** Reads the JSON result of a command. Returns undefined if it is none, as after a run that was killed. */
export function parseRunResult(text: string): RunResult | undefined {
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success && Object.keys(parsed.data).length > 0 ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** Returns the stacks that the engine rendered. */
export function engineStacks({ engine }: RunResult): z.infer<typeof engineSchema>["stacks"] {
  const parsed = engineSchema.safeParse(engine);
  return parsed.success ? parsed.data.stacks : [];
}

const failedSchema = z.array(z.object({ stack: z.string(), reason: z.string() }));

/** Returns the stacks that a deployment leaves out, because their clouds failed. */
export function failedClouds({ failed }: RunResult): z.infer<typeof failedSchema> {
  const parsed = failedSchema.safeParse(failed);
  return parsed.success ? parsed.data : [];
}

/** Returns the stacks whose clouds were compared. Empty for results of other commands. */
export function driftStacks({ mode, stacks }: RunResult): z.infer<typeof driftSchema> {
  const parsed = mode === undefined ? undefined : driftSchema.safeParse(stacks);
  return parsed?.success === true ? parsed.data : [];
}
