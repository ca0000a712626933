import type { AnyServiceInput } from "../service-input.ts";

type Shape = Pick<AnyServiceInput, "component" | "daemon" | "ports" | "schedule">;

/** Returns the component of a service. @default "api"; "worker" without a port; "cron" with a schedule; "agent" for a daemon */
export function componentOf({ component, schedule, daemon, ports = {} }: Shape): string {
  if (component !== undefined) return component;
  if (schedule !== undefined) return "cron";
  if (daemon !== undefined) return "agent";
  return Object.keys(ports).length > 0 ? "api" : "worker";
}
