import { type EffectiveService, effectiveService } from "../effective.ts";
import type { StackFile } from "../fleet.ts";
import { hasOverride } from "../layers.ts";
import { SERVICE_RULES } from "../rules/registry.ts";
import { reporterExcept, reporterOf } from "./reporters.ts";
import type { Run } from "./run.ts";
import type { CheckedService } from "./services.ts";
import type { CheckedStack } from "./stacks.ts";

/** Returns a service as a stack has it. Applies the rules once for each tier, and once for each override. */
export function variantOf(run: Run, checked: CheckedService, { on, unknownOverrides }: CheckedStack): EffectiveService {
  const { service } = checked.service;
  if (hasOverride(checked.service, on)) return withRules(run, checked, on, unknownOverrides.get(service));
  const key = `${on.stack.tier}/${service.name}`;
  const variant = run.variants.get(key) ?? withRules(run, checked, on);
  run.variants.set(key, variant);
  return variant;
}

/** Returns a service with every layer applied, after the rules have looked at it. */
export function withRules(
  { problems, healthPath }: Run,
  { service, input, unknown }: CheckedService,
  on: StackFile,
  unknownOverride: readonly string[] = [],
): EffectiveService {
  const effective = effectiveService(service, on, input, healthPath);
  const report = reporterExcept([...hiddenBy(unknown), ...unknownOverride.flatMap(hiddenByLayer)], reporterOf(effective, problems));
  for (const rule of SERVICE_RULES) rule(effective, report, on.stack.tier);
  return effective;
}

const LAYER = /^tiers\.[^.]+\./;

const hiddenBy = (unknown: readonly string[]): readonly string[] =>
  unknown.flatMap((path) => (LAYER.test(path) ? hiddenByLayer(path.replace(LAYER, "")) : [path, ...followersOf(path)]));

/**
 * Lists the paths to hide if a layer's value at `path` is not known. The value below it still counts,
 * so only findings about a missing value are hidden.
 */
const hiddenByLayer = (path: string): readonly string[] => {
  const field = path.split(".")[0] ?? "";
  return ["health", "public", "schedule", "sidecars"].includes(field) ? [field, ...followersOf(path)] : followersOf(path);
};

/** Paths whose findings rest on another value: if that value is not known, a finding would be a consequence. */
const FOLLOWERS: readonly (readonly [path: RegExp, followers: readonly string[]])[] = [
  [/^ports(?:\.|$)/, ["health", "public", "sidecars"]],
  [/^schedule(?:\.|$)/, ["health", "jobs", "ports"]],
  [/^scale\.(?:min|max)$/, ["scale.max"]],
  [/^(.*resources)\.(cpu|memory|storage)$/, ["$1.limits.$2"]],
];

const followersOf = (path: string): readonly string[] =>
  FOLLOWERS.flatMap(([pattern, followers]) =>
    followers.flatMap((follower) => (pattern.test(path) ? [follower.includes("$") ? path.replace(pattern, follower) : follower] : [])),
  );
