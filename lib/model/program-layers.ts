import { isRecord, valueAt } from "../base/values.ts";
import type { Calls } from "./fields/calls.ts";
import type { PartEnvInput } from "./fields/env.ts";
import type { InitInput } from "./fields/init.ts";
import type { Ports } from "./fields/ports.ts";
import type { WordsInput } from "./fields/words.ts";
import { inside, type Layer } from "./layers.ts";
import type { Needs } from "./needs/registry.ts";

/** A value that does not merge, with the layer that sets it. */
export interface FromLayer<T> {
  readonly layer: Layer;
  readonly value: T;
}

/** The layers that set the command and the arguments of a program, if they do. */
export interface WordLayers {
  readonly commandLayer: FromLayer<WordsInput<Ports, Needs, Calls>> | undefined;
  readonly argsLayer: FromLayer<WordsInput<Ports, Needs, Calls>> | undefined;
}

/** The layers of a program beside that of the service. The path of each starts at the program. */
export interface ProgramLayers extends WordLayers {
  /** Lowest layer first. A later layer wins key by key. */
  readonly env: readonly FromLayer<PartEnvInput<Ports, Needs, Calls>>[];
}

/** Lists the layers of a job, an init container or a sidecar. */
export function programLayers(layers: readonly Layer[], field: "init" | "jobs" | "sidecars", name: string): ProgramLayers {
  const found = layers.flatMap((layer) => {
    const values = valueAt(layer.values, [field, name]);
    return isRecord(values) ? [{ layer: inside(layer, `${field}.${name}`), values: asProgram(values) }] : [];
  });
  return {
    env: fromEach(found, ({ values }) => values.env),
    commandLayer: fromEach(found, ({ values }) => values.command).at(-1),
    argsLayer: fromEach(found, ({ values }) => values.args).at(-1),
  };
}

// Each layer matches its schema.
const asProgram = (values: object): Partial<InitInput<Ports, Needs, Calls>> => values;

/** Lists the values that layers set, each with its layer. */
export function fromEach<P extends { readonly layer: Layer }, T>(
  places: readonly P[],
  read: (place: P) => T | undefined,
): readonly FromLayer<T>[] {
  const found: FromLayer<T>[] = [];
  for (const place of places) {
    const value = read(place);
    if (value !== undefined) found.push({ layer: place.layer, value });
  }
  return found;
}
