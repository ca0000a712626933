import { containersRule } from "./containers.ts";
import { filesRule, publicRule } from "./contents.ts";
import { healthRule } from "./health.ts";
import { identityRule } from "./identity.ts";
import { allowFromRule, egressRule, sessionAffinityRule } from "./network.ts";
import { portsRule } from "./ports.ts";
import { resourcesRule } from "./resources.ts";
import { programRule } from "./program.ts";
import type { ServiceRule, StackRule } from "./rule.ts";
import { scheduleRule } from "./running.ts";
import { scaleRule } from "./scale.ts";
import { componentsRule, domainRule, placesRule, privateRangeRule, quotaRule } from "./stack.ts";

/** All rules for one service. To add a rule, add its function and its line here. */
export const SERVICE_RULES: readonly ServiceRule[] = [
  identityRule,
  containersRule,
  portsRule,
  healthRule,
  resourcesRule,
  scaleRule,
  scheduleRule,
  filesRule,
  programRule,
  publicRule,
  egressRule,
  allowFromRule,
  sessionAffinityRule,
];

/** All rules for the values of one stack. To add a rule, add its function and its line here. */
export const STACK_RULES: readonly StackRule[] = [placesRule, componentsRule, privateRangeRule, domainRule, quotaRule];
