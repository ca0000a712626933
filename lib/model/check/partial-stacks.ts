import type { Problem } from "../../base/problem.ts";
import { servicesIn } from "../fleet.ts";
import type { AnyService } from "../service.ts";
import { type Tier, TIERS } from "../tier.ts";
import type { StackModel } from "../model.ts";
import { isUnder } from "./reporters.ts";
import type { Run } from "./run.ts";
import { stackModel } from "./stack-model.ts";
import type { CheckedStack } from "./stacks.ts";

/** Reports the problems that a partial stack has on every tier, with the services that it certainly runs. */
export function checkPartialStacks(run: Run, only: readonly string[] | undefined, fleet: StackModel["fleet"]): void {
  for (const stack of run.stacks.partial) {
    if (only?.includes(stack.on.stack.name) === false) continue;
    const tiers = stack.unknown.includes("tier") ? TIERS : [stack.on.stack.tier];
    const [first = [], ...others] = tiers.map((tier) => problemsOn(stack, tier, { run, fleet }));
    const keys = others.map((problems) => new Set(problems.map(keyOf)));
    run.problems.push(...first.filter((problem) => keys.every((known) => known.has(keyOf(problem)))));
  }
}

const keyOf = ({ file, path, message }: Problem): string => JSON.stringify([file, path, message]);

interface Around {
  readonly run: Run;
  readonly fleet: StackModel["fleet"];
}

function problemsOn(stack: CheckedStack, tier: Tier, { run, fleet }: Around): readonly Problem[] {
  const problems: Problem[] = [];
  const { on, unknown } = stack;
  const input = {
    ...on.stack.input,
    tier,
    ...(unknown.some((path) => isUnder(path, "services")) ? { services: certain(stack, run) } : {}),
  };
  const checked = { ...stack, on: { ...on, stack: { ...on.stack, tier, input } } };
  stackModel(
    { ...run, problems, variants: new Map(), layerCalls: new Map(), serviceCalls: new Map(), needProblems: new Set() },
    checked,
    fleet,
  );
  return problems;
}

/** Lists the services that a stack lists or refers to. */
function certain({ on, unknown }: CheckedStack, { fleet }: Run): readonly AnyService[] {
  const { services, overrides = [], bindings = [], addresses = [], restored = [], endpoints = [] } = on.stack.input;
  const isListed = !unknown.includes("services") && Array.isArray(services);
  const listed = new Set<unknown>([...(isListed ? services : []), ...overrides.map(({ service }) => service)]);
  const names = new Set(
    [...bindings, ...addresses, ...restored].map(({ need }) => need.service).concat(endpoints.map(({ endpoint }) => endpoint.service)),
  );
  return fleet.services
    .flatMap((file) => [file, ...servicesIn(file)])
    .map(({ service }) => service)
    .filter((service) => listed.has(service) || names.has(service.name));
}
