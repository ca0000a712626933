import type { Report } from "../../base/problem.ts";
import { type EffectiveService, effectiveService } from "../effective.ts";
import type { StackFile } from "../fleet.ts";
import { SERVICE_RULES } from "../rules/registry.ts";
import { hasOverride, writtenPath } from "../layers.ts";
import { fitsFilter } from "../fits-filter.ts";
import type { CheckedDefaults } from "./defaults.ts";
import { isUnder, reporterExcept, reporterOf } from "./reporters.ts";
import type { Run } from "./run.ts";
import type { CheckedService } from "./services.ts";
import type { CheckedStack } from "./stacks.ts";

/**
 * Returns a service as a stack has it. Applies the rules once for each tier, and once more for stacks with test data. If a stack sets fields of
 * the service, it applies them for that stack alone.
 */
export function variantOf(run: Run, checked: CheckedService, stack: CheckedStack): EffectiveService {
  const { on, defaults } = stack;
  if (hasOverride(checked.service, on) || defaultsFor(defaults, checked, on).length > 0) return withRules(run, checked, stack);
  const key = `${on.stack.tier}/${on.stack.input.testData === true}/${checked.service.service.name}`;
  const variant = run.variants.get(key) ?? withRules(run, checked, stack);
  run.variants.set(key, variant);
  return variant;
}

/** Returns a service with every layer applied, after the rules have looked at it. */
export function withRules(run: Run, checked: CheckedService, { on, defaults, unknownOverrides }: LayersOfStack): EffectiveService {
  const { service, input, unknown } = checked;
  const shared = [...defaultsFor(run.defaults, checked, on), ...defaultsFor(defaults, checked, on)];
  const layers = shared.map(({ layer }) => layer);
  const effective = effectiveService(service, on, input, layers);
  const overridden = [service.service, service.service.base?.service].flatMap((each) => (each && unknownOverrides.get(each)) ?? []);
  const unknownInLayers = [...shared.flatMap((each) => each.unknown), ...overridden];
  const known = reporterExcept([...hiddenBy(unknown), ...unknownInLayers.flatMap(hiddenByLayer)], reporterOf(effective, run.problems));
  const hasUnknownPorts = unknown.some((path) => isUnder(path, "ports"));
  const incomplete = new Set([...unknown.filter((path) => LAYER.test(path)).map(inLayer), ...unknownInLayers].map(rootOf));
  const report: Report = (path, message, hint) => {
    // The layer may set the value, if its other mistakes are fixed.
    const follows = (message.startsWith("missing") && incomplete.has(rootOf(path))) || (hasUnknownPorts && ABOUT_PORTS.test(path));
    if (!follows) known(writtenPath(effective.layers, path), message, hint);
  };
  for (const rule of SERVICE_RULES) rule(effective, report, on.stack.tier);
  return effective;
}

/** A stack with what it sets for services. */
type LayersOfStack = Pick<CheckedStack, "on" | "defaults" | "unknownOverrides">;

/** Lists the defaults that a service gets on a tier. */
const defaultsFor = (
  defaults: readonly CheckedDefaults[],
  { service, input }: CheckedService,
  { stack: { tier } }: StackFile,
): readonly CheckedDefaults[] =>
  defaults.length === 0 ? defaults : defaults.filter(({ where }) => fitsFilter(where, service.service, input, tier));

const LAYER = /^(?:tiers|instances)\.[^.]+\./;

const hiddenBy = (unknown: readonly string[]): readonly string[] =>
  unknown.flatMap((path) => (LAYER.test(path) ? hiddenByLayer(inLayer(path)) : [path, ...followersOf(path)]));

const inLayer = (path: string): string => path.replace(LAYER, "");

const rootOf = (path: string): string => path.split(".")[0] ?? "";

/**
 * Lists the paths to hide if a layer's value at `path` is not known. The value below it still counts.
 * The checks of a service are compared with each other, so an unknown one hides them all.
 */
function hiddenByLayer(path: string): readonly string[] {
  const hidden = /^health(?:\.(?:readiness|liveness|startup)|$)/.test(path) ? ["health"] : rootOf(path) === "sidecars" ? [path] : [];
  return [...hidden, ...followersOf(path)];
}

/** Paths whose findings rest on another value: if that value is not known, a finding would be a consequence. */
const FOLLOWERS: readonly (readonly [path: RegExp, followers: readonly string[]])[] = [
  [/^schedule(?:\.|$)/, ["health", "jobs", "ports", "stateful", "daemon"]],
  [/^(?:daemon|stateful)(?:\.|$)/, ["scale"]],
  [/^scale\.(?:min|max)$/, ["scale.max"]],
  [/^(.*resources)\.(cpu|memory|storage)$/, ["$1.limits.$2"]],
];

/** The paths of findings that rest on the ports of the service. */
const ABOUT_PORTS =
  /^(?:(?:sidecars\.[^.]+\.)?health(?:\.\w+)?(?:\.port)?|public(?:\.routes\.[^.]+)?\.(?:port|services|paths|timeoutSeconds)|sidecars\.[^.]+\.ports\.\d+|(?:lifecycle\.\w+|metrics)\.port|(?:allowFrom|daemon\.exceptions\.hostPorts|front)(?:\..*)?|sessionAffinity|metrics)$/s;

const followersOf = (path: string): readonly string[] =>
  FOLLOWERS.flatMap(([pattern, followers]) =>
    followers.flatMap((follower) => (pattern.test(path) ? [follower.includes("$") ? path.replace(pattern, follower) : follower] : [])),
  );
