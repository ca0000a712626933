import { formatProblem, type Problem } from "../lib/base/problem.ts";
import type { ServiceFile, StackFile } from "../lib/model/fleet.ts";
import { PolicyRun } from "../lib/policy/policy-run.ts";
import type { Policy } from "../lib/policy/policy.ts";
import { renderTree } from "../lib/render/render.ts";
import type { Lock } from "../lib/resolve/lock.ts";
import { fleetOf, lockFor, modelOf, stackFile } from "./fleets.ts";

export interface PolicyCase {
  readonly services: readonly ServiceFile[];
  /** @default `latest` */
  readonly stacks?: readonly StackFile[];
  /** @default a release with a digest */
  readonly lock?: Lock;
  /** @default 2026-06-01 */
  readonly now?: string;
}

/** The findings of policies about a fleet, formatted. */
export interface TestFindings {
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
  /** All of them, as they are. */
  readonly all: readonly Problem[];
}

/** Applies policies to the objects and the clouds of a fleet. */
export function findingsOf(policies: readonly Policy[], { services, stacks = [stackFile("latest")], lock, now }: PolicyCase): TestFindings {
  const fleet = fleetOf({ services, stacks });
  const model = modelOf(fleet);
  const run = new PolicyRun(
    policies.map((policy) => ({ file: `policies/${policy.name}.ts`, policy })),
    now ?? "2026-06-01T00:00:00Z",
  );
  const clouds = run.checkClouds(model.stacks);
  const rendered = renderTree(model, new Map(model.stacks.map(({ name }) => [name, lock ?? lockFor(fleet)])), { policies: run });
  const problems = [...clouds.problems, ...rendered.problems];
  const warnings = [...clouds.warnings, ...rendered.warnings, ...run.exemptionWarnings({ sawEverything: true })];
  return { problems: problems.map(formatProblem), warnings: warnings.map(formatProblem), all: [...problems, ...warnings] };
}
