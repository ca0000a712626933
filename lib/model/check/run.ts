import type { Problem } from "../../base/problem.ts";
import type { EffectiveService } from "../effective.ts";
import type { CallInput, Calls } from "../fields/calls.ts";
import type { Unset } from "../fields/env-values.ts";
import type { Monitoring } from "../stack-fields/monitoring.ts";
import type { Fleet } from "../fleet.ts";
import type { CheckedDefaults } from "./defaults.ts";
import type { LayeredCall } from "./called.ts";
import type { CheckedServices } from "./services.ts";
import type { CheckedStacks } from "./stacks.ts";

/** The state that one check of a fleet shares. */
export interface Run {
  readonly fleet: Fleet;
  /** The defaults of the fleet. */
  readonly defaults: readonly CheckedDefaults[];
  readonly problems: Problem[];
  readonly services: CheckedServices;
  readonly stacks: CheckedStacks;
  /** Tier, test data and service -> the service as every such stack without an override has it. */
  readonly variants: Map<string, EffectiveService>;
  /** The function of a layer -> the calls that it returned. */
  readonly layerCalls: Map<() => Calls, Readonly<Record<string, CallInput | Unset>>>;
  /** A service -> its calls, if they have no problem. All stacks of a tier without an override share the service. */
  readonly serviceCalls: Map<EffectiveService, readonly LayeredCall[]>;
  /** The config's Kubernetes, for stacks without a version. */
  readonly kubernetesVersion: string | undefined;
  /** The config's monitoring, for stacks without one. */
  readonly monitoring: Monitoring | undefined;
  /** Places of problems that needs have had on a stack. The next stack would repeat them. */
  readonly needProblems: Set<string>;
}
