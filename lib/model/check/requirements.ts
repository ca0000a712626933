import type { Report } from "../../base/problem.ts";
import { count } from "../../base/text.ts";

/** The services that a stack should run but does not, each with the reasons. */
export interface Requirements {
  /** Adds a service that the stack must run; `reason` is a clause such as `web calls it`. */
  readonly require: (service: string, reason: string) => void;
  readonly has: (service: string) => boolean;
  /** Reports each missing service once, however many services refer to it. */
  readonly report: (report: Report) => void;
}

/** Creates an empty list of requirements for one stack. */
export function requirements(): Requirements {
  const reasons = new Map<string, string[]>();
  return {
    require: (service, reason) => {
      reasons.set(service, [...(reasons.get(service) ?? []), reason]);
    },
    has: (service) => reasons.has(service),
    report: (report) => {
      for (const [service, [first = "", ...others]] of reasons) {
        const more = others.length === 0 ? "" : `, and ${count(others.length, "more reference")}`;
        report("services", `the stack does not run ${service}, but ${first}${more}`, `add ${service} to services, or drop the reference`);
      }
    },
  };
}
