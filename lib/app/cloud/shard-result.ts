import type { UserError } from "../../base/user-error.ts";
import type { Diagnostic, Step } from "../../pulumi/process/protocol.ts";
import type { ProgramOutcome } from "../../pulumi/process/run-pulumi-program.ts";
import { partsOfUrn } from "../../cloud/urn.ts";
import { hintFor } from "./cloud-hints.ts";
import type { CloudMessage, CloudShard, CloudStep } from "./cloud-run.ts";

type ShardName = Pick<CloudShard, "stack" | "shard">;

const NOTHING = { message: undefined, hint: undefined, seconds: 0, steps: [], messages: [] } as const;

export const unchangedShard = (name: ShardName): CloudShard => ({ ...name, ...NOTHING, outcome: "unchanged" });

export const notRun = (name: ShardName, message: string): CloudShard => ({ ...name, ...NOTHING, outcome: "not run", message });

/** Returns the result of a shard that an error stopped before the engine ran. */
export const refusedShard = (name: ShardName, { message, hint }: Pick<UserError, "message" | "hint">): CloudShard => ({
  ...name,
  ...NOTHING,
  outcome: "failed",
  message,
  hint,
});

/** Returns the result of a shard that the engine ran. */
export function shardResult(name: ShardName, outcome: ProgramOutcome): CloudShard {
  const { seconds } = outcome;
  const steps = outcome.steps.flatMap((step) => stepOf(step) ?? []).sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  const messages = messagesOf(outcome.diagnostics);
  const common = { ...name, seconds, steps, messages };
  if (outcome.outcome === "failed") return { ...common, outcome: "failed", message: outcome.message, hint: hintFor(outcome.message) };
  return { ...common, outcome: steps.length === 0 ? "unchanged" : "changed", message: undefined, hint: undefined };
}

/** Returns what engine, cloud and policy packs said. */
export const messagesOf = (diagnostics: readonly Diagnostic[]): readonly CloudMessage[] =>
  diagnostics.map(({ severity, urn, message, policy }) => ({
    severity,
    resource: urn === undefined || urn === "" ? undefined : labelOf(urn),
    message,
    hint: severity === "error" && policy === undefined ? hintFor(message) : undefined,
    ...(policy === undefined ? {} : { policy }),
  }));

/** Returns the place of a step in a report. The engine works in parallel, so its order differs from run to run. */
const orderOf = ({ operation, type, name }: CloudStep): string => `${operation} ${type} ${name}`;

/** The engine's words for the steps of a change. A replacement has three of them, and its creation counts. */
const OPERATIONS: Readonly<Record<string, CloudStep["operation"]>> = {
  create: "create",
  update: "update",
  delete: "delete",
  "create-replacement": "replace",
  refresh: "refresh",
  import: "adopt",
};

/** Returns a step for people; undefined for a component, and for the other steps of a replacement. */
function stepOf({ operation, urn, outcome }: Step): CloudStep | undefined {
  const [type, name] = partsOfUrn(urn);
  const known = OPERATIONS[operation] ?? (outcome === "failed" ? "delete" : undefined);
  return known === undefined || type.startsWith("fairlead:") ? undefined : { operation: known, type, name, outcome };
}

/** Returns a resource as messages name it: `redis.Instance prod-cart-carts`. */
export function labelOf(urn: string): string {
  const [type, name] = partsOfUrn(urn);
  return `${type.replace(/^\w+:([\w-]+)(?:\/\w+)?:(\w+)$/, "$1.$2")} ${name}`;
}
