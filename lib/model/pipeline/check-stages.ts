import { isDnsLabel } from "../../base/dns-names.ts";
import { parseDuration } from "../../base/duration.ts";
import type { Report } from "../../base/problem.ts";
import { suggestion } from "../../base/suggestion.ts";
import { shorten } from "../../base/text.ts";
import type { Tier } from "../tier.ts";
import { checkHealth } from "./health/check-health.ts";
import type { Stage, StackRef, StageInput } from "./pipeline.ts";

/** A stack that a spec declares. */
export interface KnownStack {
  readonly name: string;
  readonly tier: Tier;
  readonly retired: boolean;
}

export const nameOfStack = (ref: StackRef): string => (typeof ref === "string" ? ref : ref.name);

/** Checks that the stages have every stack once, and that each soak is a duration. */
export function checkStages(inputs: readonly StageInput[], stacks: readonly KnownStack[], report: Report): readonly Stage[] {
  if (inputs.length === 0) report("stages", "is empty; a pipeline has at least one stage");
  const placed = new Map<string, string>();
  const names = new Set<string>();
  const stages = inputs.map((input, at): Stage => {
    const path = `stages[${at}]`;
    const { name, delivery = "push" } = input;
    if (!isDnsLabel(name)) report(`${path}.name`, `"${shorten(name)}" is not a DNS label`, "write lowercase letters, digits and -");
    else if (names.has(name)) report(`${path}.name`, `"${name}" is listed twice`);
    names.add(name);
    const waves = checkWaves(input, path, { stacks, placed, report });
    const isLast = at === inputs.length - 1 && waves.length <= 1;
    return {
      name,
      waves,
      soakMs: checkSoak(input, path, isLast, report),
      health: checkHealth(input.health ?? [], path, report),
      rollsBack: checkOnFailure(input, path, report),
      delivery,
    };
  });
  for (const { name, retired } of stacks) {
    if (!placed.has(name) && !retired) report("stages", `no stage has the stack ${name}`, `add it: stacks: [..., "${name}"]`);
  }
  return stages;
}

interface Placing {
  readonly stacks: readonly KnownStack[];
  /** The name of each stack that a stage has already -> that place. */
  readonly placed: Map<string, string>;
  readonly report: Report;
}

function checkWaves(input: StageInput, path: string, { stacks, placed, report }: Placing): readonly (readonly string[])[] {
  const given = (["tier", "stacks", "waves"] as const).filter((field) => input[field] !== undefined);
  if (given.length !== 1) {
    const message = given.length === 0 ? "has no stacks" : `has ${given.join(" and ")}`;
    report(path, `${message}; a stage has one of tier, stacks and waves`);
    if (given.length === 0) return [];
  }
  const { tier, waves, stacks: listed } = input;
  const all = stacks.map(({ name }) => name);
  const lists =
    waves !== undefined
      ? waves.map((refs, at) => ({ at: `${path}.waves[${at}]`, refs }))
      : listed !== undefined
        ? [{ at: `${path}.stacks`, refs: listed }]
        : [{ at: `${path}.tier`, refs: stacks.filter((each) => each.tier === tier && !each.retired).map(({ name }) => name) }];
  if (lists.length === 0) report(`${path}.waves`, "is empty");
  return lists.map(({ at, refs }) => {
    if (refs.length === 0) report(at, tier === undefined ? "is empty" : `no stack has the tier ${tier}`);
    return refs.map(nameOfStack).filter((name, index) => {
      const place = tier === undefined ? `${at}[${index}]` : at;
      const before = placed.get(name);
      if (!all.includes(name)) report(place, `there is no stack "${shorten(name)}"${suggestion(name, all, "ls stacks/")}`);
      else if (before !== undefined) report(place, `the stack ${name} is listed twice: ${before} has it, too`);
      else placed.set(name, place);
      return before === undefined && all.includes(name);
    });
  });
}

/** Returns the input's answer to a failed check. Without a check, nothing can fail. */
function checkOnFailure({ onFailure, health = [] }: StageInput, path: string, report: Report): boolean {
  if (onFailure === "rollback" && health.length === 0)
    report(`${path}.onFailure`, "needs a health check that can fail", 'health: [{ http: "https://staging.shop.example.com/healthz" }]');
  return onFailure === "rollback";
}

function checkSoak({ soak, onFailure }: StageInput, path: string, isLast: boolean, report: Report): number {
  if (soak === undefined) {
    const hint = 'write a duration: soak: "2h"';
    if (!isLast) report(`${path}.soak`, "is missing: the next wave waits for this time", hint);
    else if (onFailure === "rollback") report(`${path}.soak`, "is missing: in this time, a failed check takes a release back", hint);
    return 0;
  }
  const milliseconds = parseDuration(soak);
  if (milliseconds === undefined) report(`${path}.soak`, `"${shorten(soak)}" is not a duration such as 30m, 2h, 1h30m or 2d`);
  else if (milliseconds === 0) report(`${path}.soak`, "must be greater than 0", 'write a duration: soak: "30m"');
  return milliseconds ?? 0;
}
