import type { HealthInput } from "./fields/health.ts";
import type { Protocol } from "./fields/ports.ts";
import type { AnyLayerInput } from "./service-input.ts";
import type { Tier } from "./tier.ts";

/** The fields that defaults may set: those that fit services with any ports, needs and calls. */
export interface DefaultsInput extends Omit<AnyLayerInput, "needs" | "calls" | "health" | "schedule" | "stateful" | "daemon" | "public"> {
  /** @default checks of the first port */
  readonly health?: HealthInput<never>;
  /** Seconds from the stop signal to the kill, 11 to 3600. @default 40 */
  readonly graceSeconds?: number;
}

/** A condition for services. A service must fit all of its fields. */
export interface ServiceFilter {
  /** The value of the label `app.kubernetes.io/component`: `api`, `worker`, `cron`. @default any */
  readonly component?: string;
  /** The email address of the owner. @default any */
  readonly owner?: string;
  /** The tier of the stack. @default any */
  readonly tier?: Tier;
  /** The protocol of one of the ports. @default any */
  readonly listens?: Protocol;
  /** The names of the services. @default any */
  readonly names?: readonly string[];
}

/** Defaults for the services that fit a filter. */
export interface ServiceDefaults {
  readonly kind: "defaults";
  readonly where: ServiceFilter;
  readonly fields: DefaultsInput;
}

/** Defaults for all services, or a list of defaults for some of them. In a list, a later entry wins. */
export type Defaults = DefaultsInput | ServiceDefaults | readonly (DefaultsInput | ServiceDefaults)[];

/** Sets fields of the services that fit a filter: `servicesWhere({ component: "worker" }, { priority: "low" })`. */
export const servicesWhere = (where: ServiceFilter, fields: DefaultsInput): ServiceDefaults => ({ kind: "defaults", where, fields });

/** True if `servicesWhere` returned the value. */
export const isServiceDefaults = (value: unknown): value is Readonly<Record<"where" | "fields", unknown>> =>
  typeof value === "object" && value !== null && "kind" in value && value.kind === "defaults" && "where" in value && "fields" in value;
