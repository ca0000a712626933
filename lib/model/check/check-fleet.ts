import { type Problem, uniqueProblems } from "../../base/problem.ts";
import { fitShape } from "../../base/shape/fit-shape.ts";
import { argoCdVersion } from "../argo-cd.ts";
import { type Config, CONFIG_FILE } from "../config.ts";
import { DEFAULTS } from "../defaults.ts";
import { type Fleet, servicesOf, type StackFile } from "../fleet.ts";
import type { Model, StackModel, StackPlace } from "../model.ts";
import { bootstrapName } from "../object-names.ts";
import { checkConfigValues } from "../rules/config.ts";
import { configSchema } from "../schema/stack.ts";
import { checkApplicationNames } from "./application-names.ts";
import { checkPipeline, PIPELINE_FILE } from "../pipeline/check-pipeline.ts";
import { checkCalls } from "./calls.ts";
import { checkCloudNames } from "./cloud-names.ts";
import { checkDefaults } from "./defaults.ts";
import { checkHosts } from "./hosts.ts";
import { checkImageUses } from "./images.ts";
import { checkNamespaces } from "./namespaces.ts";
import { checkInstances } from "./needs.ts";
import { checkNetworks } from "./networks.ts";
import { checkNodePorts } from "./node-ports.ts";
import { checkPartialStacks } from "./partial-stacks.ts";
import { checkProjects } from "./projects.ts";
import { withRemoteCallers } from "./remote-callers.ts";
import { reporterExcept, reporterFor, reporterOf } from "./reporters.ts";
import type { Run } from "./run.ts";
import { checkMatches } from "./matches.ts";
import { checkServices } from "./services.ts";
import { checkSiteHosts } from "./site-hosts.ts";
import { stackModel } from "./stack-model.ts";
import { checkStacks } from "./stacks.ts";
import { checkObjectNames } from "./object-names.ts";
import { variantOf, withRules } from "./variants.ts";

export interface CheckedModel {
  /** The fleet with every reference resolved. It may be incomplete if there are problems. */
  readonly model: Model;
  /** Empty if the fleet is valid. Only then may a caller write the compiled manifests. */
  readonly problems: readonly Problem[];
}

/**
 * Applies every rule to a fleet, and reports each mistake once: consequences of another problem are left out.
 * `only` narrows the stacks of the model; all services are always checked.
 */
export function checkFleet(fleet: Fleet, only?: readonly string[]): CheckedModel {
  const problems: Problem[] = [];
  const { defaults, monitoring, kubernetesVersion, sharedProjects, ...config } = checkConfig(fleet, problems);
  const run: Run = {
    fleet,
    defaults,
    monitoring,
    kubernetesVersion,
    problems,
    services: checkServices(fleet, problems),
    stacks: checkStacks(fleet.stacks, problems),
    variants: new Map(),
    layerCalls: new Map(),
    serviceCalls: new Map(),
    needProblems: new Set(),
  };
  checkMatches(run);
  checkProjects(run, sharedProjects);
  const wanted = run.stacks.readable.filter(({ on }) => only === undefined || only.includes(on.stack.name));
  const facts = { name: config.name, stacks: placesOf(run) };
  const stacks = wanted.map((stack) => stackModel(run, stack, facts));
  const misnamed = checkApplicationNames(run, bootstrapName(config.name));
  checkInstances(stacks, run, misnamed);
  checkCloudNames(stacks, run, misnamed);
  checkHosts(stacks, run);
  checkSiteHosts(stacks, run);
  checkNamespaces(stacks, run);
  checkObjectNames(stacks, run);
  checkNodePorts(stacks, run);
  checkNetworks(stacks, run);
  checkPartialStacks(run, only, facts);
  checkOthers(run, new Set(stacks.flatMap(({ services }) => services.map(({ name }) => name))));
  const pipeline = checkPipeline(fleet, reporterFor(problems, PIPELINE_FILE));
  const model = { config, stacks: withRemoteCallers(stacks, run).map(withoutRetired), ...(pipeline === undefined ? {} : { pipeline }) };
  return { model, problems: uniqueProblems(problems) };
}

type CheckedConfig = Model["config"] &
  Pick<Run, "defaults" | "monitoring" | "kubernetesVersion"> &
  Required<Pick<Config, "sharedProjects">>;

function checkConfig(fleet: Fleet, problems: Problem[]): CheckedConfig {
  const report = reporterFor(problems, CONFIG_FILE);
  const placeholders = { name: "", repository: { url: "" } };
  const { value, unknown } = fitShape(configSchema, fleet.config, report, { placeholders });
  if (value === undefined)
    return {
      name: "",
      url: "",
      branch: DEFAULTS.branch,
      argoCd: argoCdVersion(),
      defaults: [],
      monitoring: undefined,
      kubernetesVersion: undefined,
      sharedProjects: {},
    };
  // The schema has just checked the shape.
  const config = value as Config;
  checkConfigValues(config, reporterExcept(unknown, report));
  const { url, branch = DEFAULTS.branch } = config.repository;
  return {
    name: config.name,
    url,
    branch,
    argoCd: argoCdVersion(config.argoCd),
    defaults: checkDefaults(config.defaults, "fleet defaults", CONFIG_FILE, report),
    monitoring: config.monitoring,
    kubernetesVersion: config.kubernetesVersion,
    sharedProjects: config.sharedProjects ?? {},
  };
}

/** Describes all stacks, also those that the run does not select. */
const placesOf = ({ stacks, fleet }: Run): readonly StackPlace[] =>
  stacks.readable.map(({ on: { stack } }) => {
    const { tier, project, cluster, namespace } = stack.input;
    const services = servicesOf(stack, fleet.services).map(({ service }) => service.name);
    return { name: stack.name, tier, project, cluster, namespace, services };
  });

/** Takes services and components off a retired stack. All rules have seen them, so other stacks keep what they refer to. */
const withoutRetired = (stack: StackModel): StackModel =>
  stack.retired ? { ...stack, services: [], components: [], images: [], fronts: [] } : stack;

/** Checks the services that no stack of the model has: on the first stack that runs them, else alone. */
function checkOthers(run: Run, seen: ReadonlySet<string>): void {
  for (const [name, checked] of run.services.byName) {
    if (seen.has(name)) continue;
    const home = run.stacks.readable.find(({ on }) =>
      servicesOf(on.stack, run.fleet.services).some(({ service }) => service === checked.service.service),
    );
    if (home !== undefined) variantOf(run, checked, home);
    // A stack that cannot be read may run it, on a tier that is not known.
    else if (run.stacks.broken.size === 0) {
      const alone = withRules(run, checked, { on: NOWHERE, defaults: [], unknownOverrides: new Map() });
      const report = reporterOf(alone, run.problems);
      checkCalls(alone, run, { on: undefined, runs: () => true, behind: () => [""], missing: () => undefined });
      checkImageUses(alone, run.services.images, report);
    }
  }
}

/** A stack of the most tolerant tier that sets nothing. */
const NOWHERE: StackFile = {
  file: "",
  stack: {
    kind: "stack",
    name: "",
    tier: "latest",
    input: { tier: "latest", region: "", project: "", cluster: "", namespace: "", services: [] },
  },
};
