import { passwordsOf } from "../../cloud/settle-passwords.ts";
import { type AnyCloudResource, isLate } from "../../cloud/resource.ts";
import type { ProgramOutcome } from "../../pulumi/process/run-pulumi-program.ts";
import type { FoundCandidate } from "./adopt-candidates.ts";
import type { Trial } from "./adopt-on-engine.ts";
import type { Adoption } from "./adopt-result.ts";
import type { DriftedValue } from "./drift-result.ts";
import type { PlannedShard } from "./plan-shards.ts";

/** The words of engine and cloud for a resource that does not exist. */
const ABSENT = /does not exist|404|notFound|not found|non-existent/i;

/** Returns the outcome of a candidate from the answers of the engine. @param done the outcome of one that was imported */
export function adoptionOf(
  { resource, urn, obstacle: _obstacle, ...candidate }: FoundCandidate,
  { name }: PlannedShard,
  { imports, changes }: Trial,
  done: "adopted" | "ready" = "ready",
): Adoption {
  const imported = imports.get(name);
  const common = { ...candidate, newPassword: passwordsOf(resource).length > 0 };
  const isImported = imported?.steps.some((step) => step.urn === urn && step.operation === "import" && step.outcome === "done");
  if (isImported !== true) return { ...common, values: [], ...failureOf(imported, urn) };
  const changed = changes.get(name);
  const steps = changed?.steps.filter((step) => step.urn === urn) ?? [];
  const isReplaced = steps.some(({ operation }) => operation.includes("replace"));
  const values = steps
    .flatMap(({ differences = [] }) => differences)
    .filter((value) => !isLater(value) && (isReplaced || !isOfPassword(resource, value)));
  const unique = [...new Map(values.map((value) => [value.path, value])).values()];
  if (isReplaced || unique.length > 0)
    return { ...common, outcome: "differs", values: unique, ...(isReplaced ? { message: "the next up would replace it" } : {}) };
  if (changed?.outcome === "failed")
    return { ...common, outcome: "failed", values: [], message: errorsOf(changed, urn) ?? changed.message };
  return { ...common, outcome: done, values: [] };
}

function failureOf(outcome: ProgramOutcome | undefined, urn: string): Pick<Adoption, "message" | "outcome"> {
  const message = outcome === undefined ? "the engine did not run" : errorsOf(outcome, urn);
  if (message !== undefined) return ABSENT.test(message) ? { outcome: "absent" } : { outcome: "failed", message };
  // The engine leaves out what belongs to a resource that it could not import.
  if (outcome?.diagnostics.some(({ severity }) => severity === "error") === true) return { outcome: "absent" };
  return { outcome: "failed", message: outcome?.outcome === "failed" ? outcome.message : "the engine did not import it" };
}

const errorsOf = ({ diagnostics }: ProgramOutcome, urn: string): string | undefined =>
  diagnostics.find((each) => each.severity === "error" && each.urn === urn)?.message;

/** The string that stands for a value which is known only after a run. */
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** True if a value only follows from the replacement of another resource. */
const isLater = ({ found }: DriftedValue): boolean => (JSON.stringify(found) ?? "").includes(UNKNOWN);

/** True if a value counts the versions of a generated password. The next `up` makes a new one. */
const isOfPassword = ({ inputs }: AnyCloudResource, { path }: DriftedValue): boolean =>
  Object.entries(inputs).some(
    ([input, value]) =>
      typeof value === "object" &&
      value !== null &&
      isLate(value) &&
      value.kind === "generated" &&
      [input, `${input}Version`].includes(path),
  );
