import type { EffectiveService } from "../../model/effective.ts";
import type { Explanation, FieldInfluence } from "./explanation.ts";
import type { Subject } from "./subject.ts";

/** A service that calls a port. */
interface Caller {
  readonly port: string;
  readonly service: EffectiveService;
  /** Undefined if it runs on the same stack. */
  readonly stack: string | undefined;
}

/** Lists the services that call the subject, by port. Those of other stacks come last. */
function callersOf({ stack, service }: Subject): readonly Caller[] {
  const own = [...(stack.callers.get(service.name) ?? [])].flatMap(([port, callers]) =>
    callers.map((caller): Caller => ({ port, service: caller, stack: undefined })),
  );
  const remote = [...(stack.remoteCallers.get(service.name) ?? [])].flatMap(([port, callers]) =>
    callers.map((caller): Caller => ({ port, ...caller })),
  );
  return [...own, ...remote];
}

const textOf = ({ service, stack }: Caller): string => (stack === undefined ? service.name : `${service.name} on ${stack}`);

/** Explains `callers`, or the callers of one port: `callers.http`. Returns undefined for any other path. */
export function explainCallers(subject: Subject, path: string): Explanation | undefined {
  const [, wanted] = /^callers(?:\.(.+))?$/s.exec(path) ?? [];
  if (path !== "callers" && wanted === undefined) return undefined;
  const callers = callersOf(subject);
  const ports = subject.service.ports.filter(({ name }) => name === (wanted ?? name) && callers.some(({ port }) => port === name));
  const values = ports.map(({ name }) => [name, callers.filter(({ port }) => port === name).map(textOf)] as const);
  if (wanted !== undefined && values.length === 0) return undefined;
  const influences = ports.map(({ name }): FieldInfluence => ({
    field: `callers.${name}`,
    chain: callers.filter(({ port }) => port === name).map((caller) => layerOf(caller, subject)),
  }));
  return { object: undefined, path, value: wanted === undefined ? Object.fromEntries(values) : values[0]?.[1], influences };
}

const layerOf = (caller: Caller, { service }: Subject) => ({
  layer: `service ${textOf(caller)}`,
  file: caller.service.file,
  value: `${service.name}.${caller.port}`,
  inForce: true,
});

/** Lists the callers that influence a value: without them, it differs. */
export const callerInfluences = (subject: Subject, differs: (changed: Subject) => boolean): readonly FieldInfluence[] =>
  [...new Set(callersOf(subject).map(({ port }) => port))].flatMap((port) => {
    const chain = callersOf(subject).flatMap((caller) =>
      caller.port === port && differs(without(subject, caller)) ? [layerOf(caller, subject)] : [],
    );
    return chain.length === 0 ? [] : [{ field: `callers.${port}`, chain }];
  });

/** Returns the subject without one of its callers. */
function without(subject: Subject, caller: Caller): Subject {
  const { stack, service } = subject;
  const keep = <C>(all: ReadonlyMap<string, ReadonlyMap<string, readonly C[]>>, isKept: (one: C) => boolean) => {
    const ports = all.get(service.name) ?? new Map<string, readonly C[]>();
    return new Map([...all, [service.name, new Map([...ports, [caller.port, (ports.get(caller.port) ?? []).filter(isKept)]])]]);
  };
  return {
    ...subject,
    stack:
      caller.stack === undefined
        ? { ...stack, callers: keep(stack.callers, (each) => each !== caller.service) }
        : { ...stack, remoteCallers: keep(stack.remoteCallers, (each) => each.service !== caller.service) },
  };
}
