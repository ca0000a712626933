import type { EffectiveService } from "../model/effective.ts";
import { labelValue } from "../model/label-value.ts";
import { ownerLabel } from "../model/layers.ts";
import type { Model, StackModel } from "../model/model.ts";

export type Labels = Readonly<Record<string, string>>;

/** The label that only one workload's pods carry: a service's name, or `<service>-<job>`. */
export const INSTANCE_LABEL = "app.kubernetes.io/instance";
/** The label of a Service that no ServiceMonitor scrapes, because another Service has the same pods. Source: Loki's chart. */
export const NOT_SCRAPED = ["prometheus.io/service-monitor", "false"] as const;
export const NAME_LABEL = "app.kubernetes.io/name";
export const VERSION_LABEL = "app.kubernetes.io/version";
/** The label of pods behind a front: the name of the front. */
export const FRONT_LABEL = "front";
const PART_OF_LABEL = "app.kubernetes.io/part-of";
const MANAGED_BY_LABEL = "app.kubernetes.io/managed-by";
const MANAGER = "fairlead";

/** The labels that say whose an object is. A patch keeps them. */
export const OWNERSHIP_LABELS = [INSTANCE_LABEL, MANAGED_BY_LABEL, NAME_LABEL, PART_OF_LABEL, FRONT_LABEL, "env", "owner"] as const;

/** Returns the labels of an object that the fleet has once. */
export const fleetLabels = (model: Model): Labels => ({ [MANAGED_BY_LABEL]: MANAGER, [PART_OF_LABEL]: model.config.name });

/** Returns the labels of an object that a stack has once. */
export const stackLabels = (stack: StackModel, model: Model): Labels => ({ ...fleetLabels(model), env: stack.tier });

/** Overrides for the labels of a part whose pods must not carry the service's labels. */
interface LabelledPart {
  /** @default the service's name */
  readonly name?: string;
  /** @default the service's component */
  readonly component?: string;
}

/** Returns the labels of a service's object, or of one of its parts such as a job. */
export function serviceLabels(service: EffectiveService, stack: StackModel, part: LabelledPart = {}): Labels {
  const { name = service.name, component = service.component } = part;
  return {
    "app.kubernetes.io/component": component,
    [INSTANCE_LABEL]: name,
    [MANAGED_BY_LABEL]: MANAGER,
    [NAME_LABEL]: name,
    [PART_OF_LABEL]: service.partOf ?? stack.fleet.name,
    env: stack.tier,
    owner: ownerLabel(service.owner),
  };
}

/** Returns a workload's selector. A selector is immutable, so it has only labels that never change. */
export const selectorFor = (name: string): Labels => ({ [INSTANCE_LABEL]: name, [NAME_LABEL]: name });

/**
 * Adds the version of a tag. Only workloads and their pods get it, so that a new image changes one manifest.
 * @param front the name of the front that sends requests to the pods
 */
export const withVersion = ({ env = "", owner = "", ...labels }: Labels, tag: string, front?: string): Labels => ({
  ...labels,
  // Keys in order save the YAML writer a sort.
  [VERSION_LABEL]: labelValue(tag),
  env,
  ...(front === undefined ? {} : { [FRONT_LABEL]: front }),
  owner,
});
