import { checkPolicies } from "../policy/check-policies.ts";
import { isInForce } from "../policy/exemptions.ts";
import { policiesOf, type PolicyFile } from "../policy/policy-file.ts";
import type { PolicyExemption, PolicyLevel } from "../policy/policy.ts";
import { invalidSpec } from "../workspace/invalid-spec.ts";
import type { AppContext } from "./context.ts";

/** The things that a policy can judge. */
const JUDGED = ["manifests", "cloud", "stack"] as const;

export interface ListedExemption {
  /** Undefined for all stacks. */
  readonly stack: string | undefined;
  /** Undefined for all services. */
  readonly service: string | undefined;
  readonly owner: string;
  readonly reason: string;
  /** Its last day. */
  readonly expires: string;
  /** True if its last day is over, so that it no longer counts. */
  readonly expired: boolean;
}

export interface ListedPolicy {
  readonly name: string;
  readonly file: string;
  readonly level: PolicyLevel;
  readonly judges: readonly (typeof JUDGED)[number][];
  readonly why: string;
  readonly fix: string;
  readonly exemptions: readonly ListedExemption[];
}

/** The policies of a repository, in the order of their files. */
export interface PoliciesResult {
  readonly policies: readonly ListedPolicy[];
}

/** Lists the policies of a repository, and applies none. @throws UserError INVALID_SPEC, NO_PROJECT */
export async function listPolicies({ workspace, writer }: AppContext): Promise<PoliciesResult> {
  const found = policiesOf(await (await workspace("specs")).specs.loadFleet({ mayBeEmpty: true }));
  const problems = checkPolicies(found);
  if (problems.length > 0) throw invalidSpec(problems);
  return { policies: found.map((each) => listed(each, writer.now())) };
}

const listed = ({ file, policy: { name, input } }: PolicyFile, now: string): ListedPolicy => ({
  name,
  file,
  level: input.level,
  judges: JUDGED.filter((judged) => input[judged] !== undefined),
  why: input.why,
  fix: input.fix,
  exemptions: (input.exemptions ?? []).map((each) => exemptionOf(each, now)),
});

const exemptionOf = (exemption: PolicyExemption, now: string): ListedExemption => ({
  stack: exemption.stack?.name,
  service: exemption.service?.name,
  owner: exemption.owner,
  reason: exemption.reason,
  expires: exemption.expires,
  expired: !isInForce(exemption, now),
});
