import { join, resolve } from "node:path";
import { z } from "zod";
import { FAIRLEAD } from "../../base/fairlead.ts";
import { UserError } from "../../base/user-error.ts";
import { CLOUD } from "../../model/object-names.ts";
import { isTaken } from "../../resolve/outcome.ts";
import { messageOf } from "../../base/errors.ts";
import { readIfExists } from "../../system/if-exists.ts";
import type { AppContext } from "../context.ts";
import type { CollectedCloud, CollectedResult, FailedCloud } from "./results.ts";

export interface CollectRequest {
  /** The directory with one directory for each job: `cloud-<stack>/cloud.json`. */
  readonly from: string;
  /** The output of `ci matrix`, as JSON. */
  readonly matrix: string;
}

const matrixSchema = z.object({ include: z.array(z.object({ stack: z.string() })) });

const hash = z.string().regex(/^[0-9a-f]{12}$/);

const cloudSchema = z.union([
  z.object({
    interrupted: z.boolean(),
    shards: z.array(z.object({ stack: z.string(), shard: z.string(), outcome: z.string(), message: z.string().nullish() })),
    decisions: z
      .array(z.object({ stack: z.string(), service: z.string(), outcome: z.string(), to: z.object({ config: hash.nullish() }).nullish() }))
      .default([]),
  }),
  z.object({ error: z.object({ message: z.string() }) }),
]);

/**
 * Reads the result of each job of a matrix. A stack may be published only if its job says that its cloud is up. A missing result is a
 * failure. @throws UserError USAGE for a malformed matrix, INVALID_SPEC
 */
export async function collect(context: AppContext, { from, matrix }: CollectRequest): Promise<CollectedResult> {
  const { stacks } = await (await context.workspace()).specs.loadFleet();
  const directory = resolve(context.cwd, from);
  const failed: FailedCloud[] = [];
  const clouds: CollectedCloud[] = [];
  for (const stack of expectedStacks(matrix)) {
    const result = resultOf(join(directory, `cloud-${stack}`, "cloud.json"));
    const reason = typeof result === "string" ? result : failureOf(stack, result);
    if (reason !== undefined) failed.push({ stack, reason });
    else if (typeof result !== "string") clouds.push(...broughtUpIn(stack, result));
  }
  for (const { stack, reason } of failed)
    context.onEvent({ kind: "warning-found", warning: { file: `stacks/${stack}.ts`, path: "", message: `is not published: ${reason}` } });
  const kept = new Set(failed.map(({ stack }) => stack));
  return {
    failed,
    stacks: stacks.map(({ stack }) => stack.name).filter((name) => !kept.has(name)),
    ...(clouds.length === 0 ? {} : { clouds }),
  };
}

function expectedStacks(matrix: string): readonly string[] {
  try {
    return matrixSchema.parse(JSON.parse(matrix)).include.map(({ stack }) => stack);
  } catch (cause) {
    throw new UserError("USAGE", `--matrix is no matrix: ${messageOf(cause).split("\n")[0] ?? ""}`, {
      hint: `${FAIRLEAD} ci matrix prints one`,
      cause,
    });
  }
}

/** The result of a job whose run did not fail as a whole. */
type CloudResult = Exclude<z.infer<typeof cloudSchema>, { readonly error: unknown }>;

/** Reads the result of a job. Returns the reason if there is none. */
function resultOf(path: string): CloudResult | string {
  const text = readIfExists(path);
  if (text === undefined) return "its job left no result";
  const result = cloudSchema.safeParse(parsed(text));
  if (!result.success) return "the result of its job is malformed";
  return "error" in result.data ? result.data.error.message : result.data;
}

/** Lists the cloud that a job brought up, if its entry moves. */
const broughtUpIn = (stack: string, { decisions }: CloudResult): readonly CollectedCloud[] =>
  decisions.flatMap((each) =>
    each.stack === stack && each.service === CLOUD && isTaken(each) && each.to?.config ? [{ stack, config: each.to.config }] : [],
  );

/** Says why a result is not good; undefined if it is. */
function failureOf(stack: string, { shards, interrupted }: CloudResult): string | undefined {
  const other = shards.find((shard) => shard.stack !== stack);
  if (other !== undefined) return `the result of its job is about ${other.stack}`;
  if (interrupted) return "its job was interrupted";
  const bad = shards.find(({ outcome }) => outcome !== "unchanged" && outcome !== "changed");
  return bad === undefined ? undefined : `${bad.shard} ${bad.outcome}: ${bad.message ?? "no reason"}`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
