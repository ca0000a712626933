import type { AnyServiceInput } from "../service-input.ts";

/** Returns the component of a service. @default "api"; "worker" without a port; "cron" with a schedule */
export const componentOf = ({ component, schedule, ports = {} }: Pick<AnyServiceInput, "component" | "schedule" | "ports">): string =>
  component ?? (schedule !== undefined ? "cron" : Object.keys(ports).length > 0 ? "api" : "worker");
