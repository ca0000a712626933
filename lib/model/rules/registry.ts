import { layerNeedsRule } from "./layer-needs.ts";
import { accessRule } from "./access.ts";
import { cloudRule } from "./cloud.ts";
import { computeClassesRule } from "./compute-classes.ts";
import { containersRule } from "./containers.ts";
import { daemonRule } from "./daemon.ts";
import { driftIgnoreRule } from "./drift-ignore.ts";
import { expiresRule } from "./expires.ts";
import { filesRule } from "./contents.ts";
import { frontRule } from "./front.ts";
import { gatewayRule, ingressRule } from "./gateway.ts";
import { healthRule } from "./health.ts";
import { identityRule } from "./identity.ts";
import type { ServiceRule, StackRule } from "./rule.ts";
import { allowFromRule, egressRule, sessionAffinityRule } from "./network.ts";
import {
  componentsRule,
  domainRule,
  imagePullSecretsRule,
  kubernetesVersionRule,
  placesRule,
  privateRangeRule,
  quotaRule,
} from "./stack.ts";
import { directoriesRule, mountsRule } from "./mounts.ts";
import { apiServerRule, kubernetesApiRule } from "./kubernetes-api.ts";
import { metricsRule, monitoringRule } from "./monitoring.ts";
import { lifecycleRule } from "./lifecycle.ts";
import { movedFromRule } from "./moved-from.ts";
import { podRule, userRule } from "./pod.ts";
import { podMetadataRule } from "./pod-metadata.ts";
import { providersRule } from "./providers.ts";
import { portsRule } from "./ports.ts";
import { publicRule } from "./public.ts";
import { resourcesRule } from "./resources.ts";
import { programRule } from "./program.ts";
import { scaleRule } from "./scale.ts";
import { scheduleRule } from "./running.ts";
import { secretsRule } from "./secrets.ts";
import { statefulRule } from "./stateful.ts";
import { testDataRule } from "./test-data.ts";
import { volumesRule } from "./volumes.ts";

/** All rules for one service. To add a rule, add its function and its line here. */
export const SERVICE_RULES: readonly ServiceRule[] = [
  identityRule,
  containersRule,
  accessRule,
  layerNeedsRule,
  portsRule,
  frontRule,
  healthRule,
  resourcesRule,
  scaleRule,
  scheduleRule,
  statefulRule,
  daemonRule,
  filesRule,
  programRule,
  secretsRule,
  volumesRule,
  directoriesRule,
  mountsRule,
  userRule,
  podRule,
  podMetadataRule,
  lifecycleRule,
  publicRule,
  egressRule,
  allowFromRule,
  sessionAffinityRule,
  metricsRule,
  kubernetesApiRule,
];

/** All rules for the values of one stack. To add a rule, add its function and its line here. */
export const STACK_RULES: readonly StackRule[] = [
  placesRule,
  componentsRule,
  privateRangeRule,
  domainRule,
  imagePullSecretsRule,
  quotaRule,
  gatewayRule,
  ingressRule,
  monitoringRule,
  apiServerRule,
  kubernetesVersionRule,
  providersRule,
  movedFromRule,
  cloudRule,
  expiresRule,
  computeClassesRule,
  driftIgnoreRule,
  testDataRule,
];
