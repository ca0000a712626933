import { importId } from "../../cloud/import-id.ts";
import { resourceKey } from "../../cloud/place/known-references.ts";
import type { AnyCloudResource } from "../../cloud/resource.ts";
import { partsOfUrn } from "../../cloud/urn.ts";
import type { ProgramOutcome } from "../../pulumi/process/run-pulumi-program.ts";
import type { PlannedShard } from "./plan-shards.ts";

/** Messages that do not say if the cloud did its work. */
const LOST = /\bEOF\b|connection reset|\bUnavailable\b|transport is closing|time(?:d )?out|deadline exceeded/i;

/** Type and name -> id of the resources that a run may have created without an answer. */
type LostCreations = Readonly<Record<string, string>>;

/** Returns the creations of a run whose answers were lost. Empty if the cloud refused the others in clear words. */
export function lostIn(outcome: ProgramOutcome, { input: { resources } }: PlannedShard): LostCreations {
  if (outcome.outcome !== "failed" || !outcome.diagnostics.some(({ message }) => LOST.test(message))) return {};
  const failed = outcome.steps.filter((step) => step.outcome === "failed" && step.operation.startsWith("create"));
  return idsOf(new Set(failed.map(({ urn }) => keyOfUrn(urn))), resources);
}

/** Returns the creations that a killed run left in the state. */
export function unfinishedIn({ recorded, input: { resources } }: PlannedShard): LostCreations {
  const creating = (recorded?.pendingOperations ?? []).filter(({ kind }) => kind === "creating");
  return idsOf(new Set(creating.map(({ resource }) => keyOfUrn(resource.urn))), resources);
}

const idsOf = (keys: ReadonlySet<string>, resources: readonly AnyCloudResource[]): LostCreations =>
  Object.fromEntries(
    resources.flatMap((resource) => {
      const id = keys.has(resourceKey(resource)) ? importId(resource, resources) : undefined;
      return id === undefined ? [] : [[resourceKey(resource), id]];
    }),
  );

const keyOfUrn = (urn: string): string => partsOfUrn(urn).join(" ");
