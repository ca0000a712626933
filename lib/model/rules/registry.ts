import { filesRule, publicRule } from "./contents.ts";
import { identityRule } from "./identity.ts";
import { healthRule, portsRule } from "./ports.ts";
import { resourcesRule } from "./resources.ts";
import type { ServiceRule } from "./rule.ts";
import { scaleRule, scheduleRule } from "./running.ts";

/** Every rule for one service; a new one is its function and its line here. */
export const SERVICE_RULES: readonly ServiceRule[] = [
  identityRule,
  portsRule,
  healthRule,
  resourcesRule,
  scaleRule,
  scheduleRule,
  filesRule,
  publicRule,
];
