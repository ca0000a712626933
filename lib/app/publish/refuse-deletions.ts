import { FAIRLEAD } from "../../base/fairlead.ts";
import type { Problem } from "../../base/problem.ts";
import { count } from "../../base/text.ts";
import { UserError } from "../../base/user-error.ts";
import { deletionText } from "../../diff/deletion-text.ts";
import type { Deletion, DeletionPlan } from "../../diff/deletions.ts";
import type { Checkout } from "../../publish/destination.ts";
import { GENERATED_ROOT } from "../../render/layout.ts";
import { deletionsOf } from "../deletions.ts";
import type { RenderResult } from "../results.ts";

/** The deletions that a person allows. */
export interface AllowedDeletions {
  /** The hash of the plan. @default no deletion of a stack, a service or a stateful object */
  readonly allowDeletions?: string | undefined;
  /** The single objects that a run may delete without a hash. @default 10 */
  readonly maxDeletions?: number | undefined;
}

/**
 * Refuses a run that deletes, unless a person allowed exactly these files.
 * @returns the hash of the deletions that were allowed; undefined if there are none
 * @throws UserError REFUSED with everything that goes
 */
export async function refuseDeletions(
  checkout: Checkout,
  { removed, created }: Pick<RenderResult, "removed" | "created">,
  { allowDeletions: allowed, maxDeletions: maximum }: AllowedDeletions,
): Promise<string | undefined> {
  const texts = removed.length === 0 ? new Map<string, string>() : await checkout.read(removed);
  const { deletions: plan } = deletionsOf(() => texts, { removed, created: () => created, maximum });
  if (plan === undefined || plan.hash === allowed) return plan?.hash;
  throw deletionsError(plan, allowed);
}

function deletionsError({ hash, deletions }: DeletionPlan, allowed: string | undefined): UserError {
  const files = deletions.reduce((sum, { paths }) => sum + paths.length, 0);
  const other = allowed === undefined ? "" : `, and ${allowed} allows other deletions`;
  return new UserError("REFUSED", `the run deletes ${count(files, "file")}${other}; nothing was published`, {
    hint: `if all of this may go: ${FAIRLEAD} publish --allow-deletions ${hash}`,
    problems: deletions.map((deletion): Problem => ({ file: placeOf(deletion), path: "", message: deletionText(deletion) })),
  });
}

const placeOf = ({ stack, service }: Deletion): string =>
  service === undefined ? `${GENERATED_ROOT}/${stack}` : `${GENERATED_ROOT}/${stack}/services/${service}`;
