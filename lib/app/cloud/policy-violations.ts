import type { ProgramOutcome } from "../../pulumi/process/run-pulumi-program.ts";
import type { CloudShard } from "./cloud-run.ts";
import type { PlannedShard } from "./plan-shards.ts";
import { previewShards } from "./preview-shards.ts";
import { labelOf, messagesOf, refusedShard } from "./shard-result.ts";
import type { ShardRun } from "./up-shards.ts";
import type { AppContext } from "../context.ts";

/** A resource that a policy pack does not accept. */
export interface PolicyViolation {
  /** The stack of Pulumi: `prod.needs-1`. */
  readonly shard: string;
  /** `error` for a mandatory policy, `warning` for an advisory one. */
  readonly severity: "error" | "warning";
  /** `no-basic of cloud-rules 1.0.0` */
  readonly policy: string;
  /** `redis.Instance prod-cart-carts`; undefined if the policy is about the whole part. */
  readonly resource: string | undefined;
  readonly message: string;
}

/** Lists what policy packs said about a part. */
export const violationsIn = (shard: string, { diagnostics }: Pick<ProgramOutcome, "diagnostics">): readonly PolicyViolation[] =>
  diagnostics.flatMap(({ policy, severity, urn, message }) =>
    policy === undefined ? [] : [{ shard, severity, policy, resource: urn === undefined ? undefined : labelOf(urn), message }],
  );

/** Asks the policy packs before anything changes. @returns the parts with a violation of a mandatory policy, by name */
export async function policyRefusals(
  context: AppContext,
  run: ShardRun,
  shards: readonly PlannedShard[],
): Promise<ReadonlyMap<string, CloudShard>> {
  if (run.packs.length === 0) return new Map();
  const outcomes = await previewShards(context, run, run.files, shards);
  const refused = shards.flatMap(({ name, stack }) => {
    const { diagnostics = [] } = outcomes.get(name) ?? {};
    const found = diagnostics.filter(({ policy }) => policy !== undefined);
    if (!found.some(({ severity }) => severity === "error")) return [];
    const reason = { message: "violates policies; nothing was changed", hint: undefined };
    return [[name, { ...refusedShard({ stack: stack.name, shard: name }, reason), messages: messagesOf(found) }] as const];
  });
  return new Map(refused);
}
