import { valueAt } from "../base/values.ts";
import { defaultLayer } from "./defaults.ts";
import type { ServiceFile, StackFile } from "./fleet.ts";
import { MIN_REPLICAS } from "./tier.ts";

/** One place where a value can be set, lowest first: library default -> service -> the tier's minimum -> tier -> stack override. */
export interface Layer {
  readonly name: string;
  /** The file to edit; undefined for the library's own. */
  readonly file: string | undefined;
  /** Where the layer starts in that file: `tiers.prod`. */
  readonly prefix: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Lists the layers of a service on a stack. The last layer that sets a value wins. */
export function layersOf({ file, service }: ServiceFile, on: StackFile, input = service.input): readonly Layer[] {
  const { tier } = on.stack;
  const layers: Layer[] = [
    { name: "library default", file: undefined, prefix: "", values: defaultLayer(tier) },
    { name: "service", file, prefix: "", values: asRecord(input) },
  ];
  const floor = MIN_REPLICAS[tier];
  // Below what is said for the tier or the stack by name: that is never changed, a rule looks at it instead.
  if ((input.scale?.min ?? floor) < floor) {
    layers.push({ name: `${tier} minimum`, file: undefined, prefix: "", values: { scale: { min: floor } } });
  }
  const tierLayer = input.tiers?.[tier];
  if (tierLayer !== undefined) {
    layers.push({ name: `tier ${tier}`, file, prefix: `tiers.${tier}`, values: asRecord(tierLayer) });
  }
  for (const override of on.stack.input.overrides ?? []) {
    if (override.service !== service) continue;
    const prefix = `override(${service.name})`;
    layers.push({ name: `stack ${on.stack.name}`, file: on.file, prefix, values: asRecord(override.input) });
  }
  return layers;
}

/** Whether nothing but the tier sets a service's values apart on this stack; then stacks of the tier can share them. */
export const hasOverride = ({ service }: ServiceFile, { stack }: StackFile): boolean =>
  (stack.input.overrides ?? []).some((override) => override.service === service);

const asRecord = (values: object): Readonly<Record<string, unknown>> => ({ ...values });

/** Objects merge key by key; lists, functions and tagged values (probes, needs) replace. */
export function mergeValues(low: unknown, high: unknown): unknown {
  if (high === undefined) return low;
  if (!isPlain(low) || !isPlain(high)) return high;
  // From entries, because assigning to a key called __proto__ would lose it before a rule has seen it.
  const merged = new Map<string, unknown>(Object.entries(low));
  for (const [key, value] of Object.entries(high)) merged.set(key, mergeValues(merged.get(key), value));
  return Object.fromEntries(merged);
}

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !("kind" in value);

/** The place to edit for a value: the highest layer that sets it, or sets what is around it. */
export function locate(layers: readonly Layer[], path: string): { readonly file: string; readonly path: string } {
  const files = layers.filter((layer) => layer.file !== undefined);
  const keys = splitPath(path);
  for (let depth = keys.length; depth > 0; depth -= 1) {
    const layer = files.findLast(({ values }) => valueAt(values, keys.slice(0, depth)) !== undefined);
    if (layer?.file !== undefined) return { file: layer.file, path: join(layer.prefix, path) };
  }
  return { file: files[0]?.file ?? "", path };
}

/** The names of config files hold dots themselves. */
const splitPath = (path: string): readonly string[] =>
  path.startsWith("files.") ? ["files", path.slice("files.".length)] : path.split(".");

const join = (prefix: string, path: string): string => (prefix === "" ? path : `${prefix}.${path}`);

/** A mail address's first part, as a label value. */
export const ownerLabel = (owner: string): string => owner.split("@")[0] ?? owner;
