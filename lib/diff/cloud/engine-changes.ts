import { partsOfUrn } from "../../cloud/urn.ts";
import type { CloudAction, CloudChange } from "./cloud-change.ts";

/** An operation that the engine plans. A replacement has several. */
export interface PlannedOperation {
  readonly operation: string;
  readonly urn: string;
  /** The inputs that force a replacement. */
  readonly causes: readonly string[];
}

/** The outcome of a resource, as the engine decides it. */
export interface EngineOutcome {
  readonly urn: string;
  readonly action: CloudAction;
  readonly causes: readonly string[];
}

const ACTIONS: Readonly<Record<string, CloudAction>> = { create: "create", update: "update", delete: "delete" };

/**
 * Returns the outcome of each resource in the operations of a preview of the engine. Leaves out components, which no cloud has.
 * @param previous the URNs that resources had before they got another name
 */
export function engineOutcomes(operations: readonly PlannedOperation[], previous: ReadonlySet<string>): readonly EngineOutcome[] {
  const own = operations.filter(({ urn }) => !partsOfUrn(urn)[0].startsWith("fairlead:"));
  return [...Map.groupBy(own, ({ urn }) => urn)].flatMap(([urn, list]): readonly EngineOutcome[] => {
    const names = list.map(({ operation }) => operation);
    if (names.includes("replace")) return [{ urn, action: "replace", causes: [...new Set(list.flatMap(({ causes }) => causes))].sort() }];
    const action = names.map((name) => ACTIONS[name]).find((found) => found !== undefined);
    if (action !== undefined) return [{ urn, action, causes: [] }];
    // The engine deletes what cannot live without a replaced resource, and does not create it again.
    return previous.has(urn) ? [] : [{ urn, action: "delete", causes: [] }];
  });
}

/** Describes the outcomes of the engine with what Fairlead knows about the same resources. */
export function engineChanges(
  place: Pick<CloudChange, "shard" | "stack">,
  operations: readonly PlannedOperation[],
  embedded: readonly CloudChange[],
): readonly CloudChange[] {
  const known = new Map(embedded.map((change) => [change.urn, change]));
  const previous = new Set(embedded.flatMap(({ previousUrn }) => previousUrn ?? []));
  const outcomes = engineOutcomes(operations, previous).map((outcome): CloudChange => {
    const { urn } = outcome;
    const [type, name] = partsOfUrn(urn);
    const unknown = { type, name, block: "", protected: false, properties: [] };
    return { ...place, ...unknown, ...known.get(urn), ...outcome };
  });
  const decided = new Set(outcomes.map(({ urn }) => urn));
  // The engine says nothing about what stays, and stops at the first resource that it refuses to delete.
  const others = embedded.filter(({ urn }) => !decided.has(urn));
  return [...outcomes, ...others.filter((change) => change.action === "same" || change.protected)];
}
