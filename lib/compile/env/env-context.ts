import { suggestion } from "../../base/suggestion.ts";
import type { EffectiveService } from "../../model/effective.ts";
import type { BoundCall, Calls } from "../../model/fields/calls.ts";
import type { BoundImage } from "../../model/fields/context.ts";
import type { PartContext } from "../../model/fields/env.ts";
import { inherit } from "../../model/fields/env-values.ts";
import type { Ports } from "../../model/fields/ports.ts";
import { type Call, isReached, type StackModel } from "../../model/model.ts";
import { mountPath } from "../../model/mount-paths.ts";
import { needKind, type Needs } from "../../model/needs/registry.ts";
import { instanceOf } from "../need-instances.ts";
import { boundValues } from "./bound-values.ts";
import type { UnknownNames } from "./unknown-names.ts";
import type { NamedVariables } from "./variable.ts";

/** The service on a stack whose functions are evaluated. */
export interface EnvSubject {
  readonly stack: StackModel;
  readonly service: EffectiveService;
  readonly image: BoundImage;
  /** The variables of the service, if an init container or a sidecar may inherit them. */
  readonly inherited?: NamedVariables | undefined;
}

/** The image for a function that must not use it, or the listener that hears of its use. */
export type ImageUse = { readonly kind: "allowed"; readonly onRead: () => void } | { readonly kind: "refused" };

/** Builds the argument of a function: the service's ports, needs and calls by name, the stack and the image. */
export function envContext(
  { stack, service, image, inherited }: EnvSubject,
  unknown: UnknownNames,
  imageUse: ImageUse,
): PartContext<Ports, Needs, Calls> {
  const ports = () => new Map(service.ports.map(({ name, port }) => [name, port]));
  const called = () => stack.calls.get(service.name) ?? [];
  const calls = (): ReadonlyMap<string, unknown> => {
    const bound = new Map<string, BoundCall | undefined>();
    for (const call of called()) if (!isDropped(call)) bound.set(call.name, boundCall(call));
    return bound;
  };
  const missingCall = (call: string): string | undefined => {
    const dropped = called().findLast((each) => each.name === call && isDropped(each));
    return dropped && droppedText(dropped);
  };
  const needs = () =>
    new Map(
      Object.entries(service.needs).map(([name, need]): [string, unknown] => [
        name,
        boundValues(need, name, needKind(need).bind(need, instanceOf(stack, service, name), mountPath(name)), unknown),
      ]),
    );
  const place = () => {
    const { name, tier, region, project, namespace, domain } = stack;
    return new Map(Object.entries({ name, tier, region, project, namespace, ...(domain === undefined ? {} : { domain }) }));
  };
  const noDomain = (field: string): string | undefined =>
    field === "domain" && stack.domain === undefined ? `the stack ${stack.name} has no domain` : undefined;
  // The types of a spec know these names. `checkedNames` checks specs that the compiler did not see.
  // Most functions read one or two of the fields, so each is built when it is read.
  return {
    get ports() {
      return checkedNames("port", ports(), unknown);
    },
    get needs() {
      return checkedNames("need", needs(), unknown);
    },
    get calls() {
      return checkedNames("call", calls(), unknown, { missing: missingCall });
    },
    get stack() {
      return checkedNames("value of the stack", place(), unknown, { missing: noDomain });
    },
    get image() {
      return imageUse.kind === "refused"
        ? unknown.add("a file cannot have the image: a new image would change the ConfigMap; put it into env")
        : checkedNames("value of the image", new Map(Object.entries(image)), unknown, imageUse);
    },
    get env() {
      const names = [...(inherited?.variables.keys() ?? [])];
      return checkedNames("variable of the service", new Map(names.map((each) => [each, inherit(each)])), unknown);
    },
  } as PartContext<Ports, Needs, Calls>;
}

/** Returns the address of a call, or undefined if the stack lacks what it leads to. */
const boundCall = (call: Call): BoundCall | undefined =>
  isReached(call) ? { host: call.host, port: call.port, address: call.address } : undefined;

/** True if a layer drops a call whose address the functions of the service expect. */
const isDropped = ({ to }: Call): boolean => to.kind === "unset" && !to.isOptional;

const droppedText = ({ name, layer }: Call): string => `the call "${name}" is unset by ${layer.name}; make it optional in the service`;

interface NameOptions {
  /** Hears that a name is read. */
  readonly onRead?: () => void;
  /** Returns the problem of a name that the types have and that this stack lacks. */
  readonly missing?: (name: string) => string | undefined;
}

/** Wraps values so that an unknown name is noted, with a suggestion, and is never undefined. */
function checkedNames(noun: string, values: ReadonlyMap<string, unknown>, unknown: UnknownNames, options: NameOptions = {}): object {
  const { onRead, missing } = options;
  return new Proxy(
    {},
    {
      get(_target, name) {
        if (typeof name !== "string") return undefined;
        onRead?.();
        if (values.has(name)) return values.get(name);
        const lack = missing?.(name);
        // `JSON.stringify` asks every object for this name.
        if (name === "toJSON") return undefined;
        return unknown.add(lack ?? `there is no ${noun} "${name}"${suggestion(name, [...values.keys()])}`);
      },
      has: (_target, name) => typeof name === "string" && values.has(name),
      ownKeys: () => [...values.keys()],
      getOwnPropertyDescriptor: (_target, name) =>
        typeof name === "string" && values.has(name) ? { value: values.get(name), enumerable: true, configurable: true } : undefined,
    },
  );
}
