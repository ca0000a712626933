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

/** The deletions of one commit. */
export interface CommitDeletions {
  /** True for the paths that the commit changes, below the generated root. */
  readonly belongs: (path: string) => boolean;
  /** Reads the hash that a person allowed in an earlier run for the same changes. */
  readonly allowedBefore: () => Promise<string | undefined>;
}

/**
 * Refuses a run that deletes, unless a person allowed exactly these files. The branch of a pull request keeps the hash,
 * so later runs need none for the same deletions.
 * @param commits the commits of the run, which share no path
 * @returns the hash of the deletions of each commit; undefined for a commit without any
 * @throws UserError REFUSED with everything that goes
 */
export async function refuseDeletions(
  checkout: Checkout,
  { removed, created }: Pick<RenderResult, "removed" | "created">,
  { allowDeletions: allowed, maxDeletions: maximum, commits }: AllowedDeletions & { readonly commits: readonly CommitDeletions[] },
): Promise<readonly (string | undefined)[]> {
  const texts = removed.length === 0 ? new Map<string, string>() : await checkout.read(removed);
  const planOf = (belongs: (path: string) => boolean, most = maximum): DeletionPlan | undefined =>
    deletionsOf((paths) => new Map(paths.map((path) => [path, texts.get(path) ?? ""])), {
      removed: removed.filter(belongs),
      created: () => created.filter(belongs),
      maximum: most,
    }).deletions;
  const whole = planOf(() => true);
  if (whole === undefined) return commits.map(() => undefined);
  const plans = commits.map(({ belongs }) => planOf(belongs, 0)?.hash);
  if (whole.hash === allowed) return plans;
  const open: CommitDeletions[] = [];
  for (const [at, commit] of commits.entries()) {
    const plan = plans[at];
    if (plan === undefined || (await commit.allowedBefore()) !== plan) open.push(commit);
  }
  const rest = planOf((path) => open.some(({ belongs }) => belongs(path)));
  if (rest === undefined || rest.hash === allowed) return plans;
  throw deletionsError(rest, allowed);
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
