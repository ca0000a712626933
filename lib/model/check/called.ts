import { messageOf } from "../../base/errors.ts";
import type { Report } from "../../base/problem.ts";
import { isPlainObject } from "../../base/values.ts";
import { type CallInput, type Calls, isEndpoint, isOptional, isOutside, isStackCall, type OutsideCall } from "../fields/calls.ts";
import { isUnset, unset, type Unset } from "../fields/env-values.ts";
import { type ComponentCall, isComponentCall } from "../fields/component-call.ts";
import { isFrontEndpoint } from "../fields/front.ts";
import { checkComponentCall } from "../rules/component-call.ts";
import { checkOutside } from "../rules/outside.ts";
import type { Layer } from "../layers.ts";
import type { AnyServiceInput } from "../service-input.ts";

/** A call of a service, with the layer that sets it. */
export interface LayeredCall {
  readonly name: string;
  readonly call: CallInput | Unset;
  /** True if the service itself says that the call may be absent. */
  readonly isOptional: boolean;
  readonly layer: Layer;
}

/** Evaluates the `calls` of a service, and reports values that are no calls. */
export const callsOf = (input: Pick<AnyServiceInput, "calls">, report: Report): Calls => evaluate(input, callOf, report);

/** Evaluates the `calls` of a layer, which may drop calls of the service. */
export const layerCallsOf = (input: Pick<AnyServiceInput, "calls">, report: Report): Readonly<Record<string, CallInput | Unset>> =>
  evaluate<CallInput | Unset>(input, (at, value, say) => (isUnset(value) ? unset : callOf(at, value, say)), report);

type Read<T> = (at: string, value: unknown, report: Report) => T | undefined;

function evaluate<T>(input: Pick<AnyServiceInput, "calls">, read: Read<T>, report: Report): Readonly<Record<string, T>> {
  if (input.calls === undefined) return {};
  let calls: unknown;
  try {
    const made: unknown = input.calls();
    // A getter may fail, too.
    calls = isPlainObject(made) ? Object.fromEntries(Object.entries(made)) : made;
  } catch (error) {
    report("calls", `failed: ${messageOf(error)}`);
    return {};
  }
  if (!isPlainObject(calls) || "then" in calls || "kind" in calls) {
    report("calls", "must return an object of endpoints");
    return {};
  }
  return Object.fromEntries(
    Object.entries(calls).flatMap(([name, value]) => {
      const call = read(`calls.${name}`, value, report);
      return call === undefined ? [] : [[name, call]];
    }),
  );
}

/** Returns a call if it is valid. */
function callOf(at: string, value: unknown, report: Report): CallInput | undefined {
  if (isEndpoint(value) || isFrontEndpoint(value)) return value;
  if (isUnset(value)) {
    report(at, "is unset by the service itself", "leave the call out, or write unset in a tier, an instance or an override");
    return undefined;
  }
  // The rules of the other kinds have just checked the fields.
  if (isOutside(value)) return ifValid(value as unknown as OutsideCall, (each) => checkOutside(at, value, each), report);
  if (isComponentCall(value)) return ifValid(value as unknown as ComponentCall, (each) => checkComponentCall(at, value, each), report);
  if (isStackCall(value)) {
    const { stack, call } = value;
    if (typeof stack === "string" && isEndpoint(call)) return { kind: "onStack", stack, call };
    report(at, 'onStack must have a stack and an endpoint: onStack(prodUs, service.endpoint("port"))');
    return undefined;
  }
  if (isOptional(value)) {
    const { call } = value;
    if (isEndpoint(call) || isFrontEndpoint(call)) return { kind: "optional", call };
    if (isComponentCall(call) || isOutside(call)) {
      const target = callOf(at, call, report);
      return target?.kind === "componentService" || target?.kind === "outside" ? { kind: "optional", call: target } : undefined;
    }
    report(at, 'optional must have an endpoint such as service.endpoint("port")');
    return undefined;
  }
  report(at, 'must be an endpoint such as service.endpoint("port")');
  return undefined;
}

/** Returns a call if its check reports nothing. */
function ifValid<T>(call: T, check: (report: Report) => void, report: Report): T | undefined {
  let valid = true;
  check((...problem) => {
    valid = false;
    report(...problem);
  });
  return valid ? call : undefined;
}
