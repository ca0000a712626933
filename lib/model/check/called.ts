import { messageOf } from "../../base/errors.ts";
import type { Report } from "../../base/problem.ts";
import { type CallInput, type Calls, isEndpoint, isOptional, isOutside, type OutsideCall } from "../fields/calls.ts";
import { isFrontEndpoint } from "../fields/front.ts";
import { checkOutside } from "../rules/outside.ts";
import type { AnyServiceInput } from "../service-input.ts";

/** Evaluates `calls`, and reports values that are no calls. */
export function callsOf(input: Pick<AnyServiceInput, "calls">, report: Report): Calls {
  if (input.calls === undefined) return {};
  let calls: unknown;
  try {
    calls = input.calls();
  } catch (error) {
    report("calls", `failed: ${messageOf(error)}`);
    return {};
  }
  if (typeof calls !== "object" || calls === null || Array.isArray(calls) || "then" in calls || "kind" in calls) {
    report("calls", "must return an object of endpoints");
    return {};
  }
  return Object.fromEntries(
    Object.entries(calls).flatMap(([name, value]) => {
      const call = callOf(`calls.${name}`, value, report);
      return call === undefined ? [] : [[name, call]];
    }),
  );
}

/** Returns a call if it is valid. */
function callOf(at: string, value: unknown, report: Report): CallInput | undefined {
  if (isEndpoint(value) || isFrontEndpoint(value)) return value;
  if (isOptional(value)) {
    const { call } = value;
    if (isEndpoint(call) || isFrontEndpoint(call)) return { kind: "optional", call };
    report(at, 'optional must have an endpoint such as service.endpoint("port")');
    return undefined;
  }
  if (isOutside(value)) {
    let valid = true;
    checkOutside(at, value, (...problem) => {
      valid = false;
      report(...problem);
    });
    // The rule has just checked the fields.
    return valid ? (value as unknown as OutsideCall) : undefined;
  }
  report(at, 'must be an endpoint such as service.endpoint("port")');
  return undefined;
}
