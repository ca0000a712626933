import type { BoundCall, EnvContext } from "../../model/fields/env.ts";
import { suggestion } from "../../base/suggestion.ts";
import type { EffectiveService } from "../../model/effective.ts";
import type { StackModel } from "../../model/model.ts";
import { mountPath } from "../../model/mount-paths.ts";
import { needKind, type Needs } from "../../model/needs/registry.ts";
import type { Ports } from "../../model/fields/ports.ts";
import type { Calls } from "../../model/service-input.ts";
import { instanceOf } from "../need-instances.ts";
import type { UnknownNames } from "./unknown-names.ts";

/** Builds the argument of an `env` function: the service's ports, needs and calls by name. */
export function envContext(stack: StackModel, service: EffectiveService, unknown: UnknownNames): EnvContext<Ports, Needs, Calls> {
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
    ports: checkedNames("port", ports, unknown),
    needs: checkedNames("need", needs, unknown),
    calls: checkedNames("call", calls, unknown),
  } as EnvContext<Ports, Needs, Calls>;
}

/** Wraps values so that an unknown name is noted, with a suggestion, and is never undefined. */
function checkedNames(noun: string, values: ReadonlyMap<string, unknown>, unknown: UnknownNames): object {
  return new Proxy(
    {},
    {
      get(_target, name) {
        if (typeof name !== "string") return undefined;
        return values.has(name) ? values.get(name) : unknown.add(`there is no ${noun} "${name}"${suggestion(name, [...values.keys()])}`);
      },
      has: (_target, name) => typeof name === "string" && values.has(name),
      ownKeys: () => [...values.keys()],
      getOwnPropertyDescriptor: (_target, name) =>
        typeof name === "string" && values.has(name) ? { value: values.get(name), enumerable: true, configurable: true } : undefined,
    },
  );
}
