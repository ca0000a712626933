import type { BoundCall, EnvContext } from "../../model/env-input.ts";
import { suggestion } from "../../base/suggestion.ts";
import type { EffectiveService } from "../../model/effective.ts";
import type { StackModel } from "../../model/model.ts";
import { mountPath } from "../../model/mount-paths.ts";
import { needKind, type Needs } from "../../model/needs/registry.ts";
import type { Ports } from "../../model/ports.ts";
import type { Calls } from "../../model/service-input.ts";
import { instanceOf } from "../need-instances.ts";

/** Thrown if a function of a spec uses a name that the spec does not declare. */
export class UnknownReferenceError extends Error {}

/** Builds the argument of an `env` function: the service's ports, needs and calls by name. */
export function envContext(stack: StackModel, service: EffectiveService): EnvContext<Ports, Needs, Calls> {
  const ports = new Map(service.ports.map(({ name, port }) => [name, port]));
  const calls = new Map(
    (stack.calls.get(service.name) ?? []).map(({ name, service: host, servicePort: port }): [string, BoundCall] => [
      name,
      { host, port, address: `${host}:${port}` },
    ]),
  );
  const needs = new Map(
    Object.entries(service.needs).map(([name, need]): [string, unknown] => [
      name,
      needKind(need).bind(need, instanceOf(stack, service.name, name), mountPath(name)),
    ]),
  );
  // The types of a spec know these names. `checkedNames` checks specs that the compiler did not see.
  return {
    ports: checkedNames("port", ports),
    needs: checkedNames("need", needs),
    calls: checkedNames("call", calls),
  } as EnvContext<Ports, Needs, Calls>;
}

/** Wraps values so that an unknown name throws an error that suggests a known one, and is never undefined. */
function checkedNames(noun: string, values: ReadonlyMap<string, unknown>): object {
  return new Proxy(
    {},
    {
      get(_target, name) {
        if (typeof name !== "string") return undefined;
        if (!values.has(name)) throw new UnknownReferenceError(`there is no ${noun} "${name}"${suggestion(name, [...values.keys()])}`);
        return values.get(name);
      },
      has: (_target, name) => typeof name === "string" && values.has(name),
      ownKeys: () => [...values.keys()],
      getOwnPropertyDescriptor: (_target, name) =>
        typeof name === "string" && values.has(name) ? { value: values.get(name), enumerable: true, configurable: true } : undefined,
    },
  );
}
