import { writtenKeys } from "../base/shape/positions.ts";
import { isRecord, valueAt } from "../base/values.ts";
import { defaultLayer } from "./defaults.ts";
import { fixed, raisedScale, type ScaleInput } from "./fields/scale.ts";
import type { ServiceFile, StackFile } from "./fleet.ts";
import type { AnyLayerInput, AnyServiceInput } from "./service-input.ts";
import type { AnyService } from "./service.ts";
import type { Override } from "./stack.ts";
import { labelValue } from "./label-value.ts";
import { MIN_REPLICAS, type Tier } from "./tier.ts";

/** A place that sets values. In their order: library, config, stack, service, instance, the tier's minimum, tier, override. */
export interface Layer {
  readonly name: string;
  /** The file to edit, or undefined for the layers of the library and the config. */
  readonly file: string | undefined;
  /** The start of the layer in that file: `tiers.prod`. */
  readonly prefix: string;
  readonly values: Readonly<Record<string, unknown>>;
  /** True for defaults of the fleet or of a stack, which several services share. */
  readonly isShared?: true;
}

/**
 * Lists the layers of a service on a stack. The last layer that sets a value wins.
 * @param defaults the defaults of the fleet and of the stack that the service gets
 */
export function layersOf(
  { file, service }: ServiceFile,
  on: StackFile,
  input = service.input,
  defaults: readonly Layer[] = [],
): readonly Layer[] {
  const { tier } = on.stack;
  const own: Layer = { name: "service", file, prefix: "", values: asRecord(input) };
  const instance = service.base === undefined ? undefined : instanceLayer(own, service.base.instance, input);
  const shared: readonly Layer[] = [...defaults, own, ...(instance === undefined ? [] : [instance])];
  const tierLayer = input.tiers?.[tier];
  const overrides = overridesOf(service, on);
  const inputs = [...shared.map(({ values }) => values), tierLayer, ...overrides.map((override) => override.input)];
  const layers: Layer[] = [{ name: "library default", file: undefined, prefix: "", values: libraryLayer(tier, inputs) }, ...shared];
  const raised = raisedLayer(shared, on);
  if (raised !== undefined) layers.push(raised);
  if (tierLayer !== undefined) {
    layers.push({ name: `tier ${tier}`, file, prefix: `tiers.${tier}`, values: asRecord(tierLayer) });
  }
  for (const override of overrides) {
    const prefix = `override(${override.service.name})`;
    layers.push({ name: `stack ${on.stack.name}`, file: on.file, prefix, values: asRecord(override.input) });
  }
  return layers;
}

/**
 * Returns the layer that raises a number of pods to the tier's minimum, if it is lower.
 * The number is that of the service or the fleet. If a tier or a stack sets a lower one, a rule reports it.
 */
function raisedLayer(shared: readonly Layer[], { file, stack: { tier } }: StackFile): Layer | undefined {
  const scales = shared.flatMap(({ values, ...layer }) => (values["scale"] === undefined ? [] : [{ ...layer, scale: values["scale"] }]));
  const setter = scales.findLast(({ scale }) => !isPlain(scale) || scale["min"] !== undefined);
  if (setter === undefined || setter.file === file) return undefined;
  const merged = scales.reduce<unknown>((low, { scale }) => mergeValues(low, scale), undefined);
  // Each layer matches its schema, and merging keeps that.
  const scale = raisedScale(merged as ScaleInput, MIN_REPLICAS[tier]);
  return scale === undefined ? undefined : { name: `${tier} minimum`, file: undefined, prefix: "", values: { scale } };
}

/** Returns the layer of an instance. Returns undefined if it sets no field. */
function instanceLayer(own: Layer, instance: string, { instances = {} }: AnyServiceInput): Layer | undefined {
  const values = Object.hasOwn(instances, instance) ? instances[instance] : undefined;
  return values === undefined
    ? undefined
    : { ...own, name: `instance ${instance}`, prefix: `instances.${instance}`, values: asRecord(values) };
}

/** Lists the overrides of a service on a stack, lowest first. The override of an instance comes after that of all instances. */
function overridesOf(service: AnyService, { stack }: StackFile): readonly Override[] {
  const { overrides } = stack.input;
  if (overrides === undefined) return NO_OVERRIDES;
  const of = (wanted: AnyService | undefined): readonly Override[] => overrides.filter((override) => override.service === wanted);
  return service.base === undefined ? of(service) : [...of(service.base.service), ...of(service)];
}

const NO_OVERRIDES: readonly Override[] = [];

/** Returns the library's layer. A StatefulSet has a fixed number of pods, and a DaemonSet one on each node. */
function libraryLayer(tier: Tier, upper: readonly (AnyLayerInput | undefined)[]): Layer["values"] {
  const { scale, ...others } = defaultLayer(tier);
  if (upper.some((layer) => layer?.daemon !== undefined)) return others;
  return { ...others, scale: upper.some((layer) => layer?.stateful !== undefined) ? fixed(MIN_REPLICAS[tier]) : scale };
}

/** True if the stack overrides the service. Without an override, all stacks of a tier share one effective service. */
export const hasOverride = ({ service }: ServiceFile, { stack }: StackFile): boolean =>
  stack.input.overrides?.some((override) => override.service === service || override.service === service.base?.service) ?? false;

const asRecord = (values: object): Readonly<Record<string, unknown>> => ({ ...values });

/** Merges two layers. Objects merge key by key; lists, functions and tagged values (probes, needs) replace. `undefined` sets nothing. */
export function mergeValues(low: unknown, high: unknown): unknown {
  if (high === undefined) return low;
  if (!isPlain(high) || (low === undefined && !hasUndefined(high))) return high;
  const merged: Record<string, unknown> = isPlain(low) ? { ...low } : {};
  for (const key of Object.keys(high)) {
    const above = high[key];
    if (above === undefined) continue;
    const value = mergeValues(Object.hasOwn(merged, key) ? merged[key] : undefined, above);
    // An assignment to a key called __proto__ would lose it before a rule sees it.
    if (key === "__proto__") Object.defineProperty(merged, key, { value, configurable: true, enumerable: true, writable: true });
    else merged[key] = value;
  }
  return merged;
}

/** True if a part of a value that layers merge is undefined. */
const hasUndefined = (value: unknown): boolean => value === undefined || (isPlain(value) && Object.values(value).some(hasUndefined));

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !("kind" in value);

/**
 * Returns the place to edit for a value: the highest layer that sets the value or an object around it.
 * If an object lacks something, shared defaults that set other parts of it are not the place.
 */
export function locate(layers: readonly Layer[], path: string): { readonly file: string; readonly path: string } {
  const { depth, layer } = deepest(layers, path);
  return { file: layer?.file ?? "", path: depth === 0 || layer === undefined ? path : placeIn(layer, path) };
}

/** Returns the path of a value in what a person wrote. The list of a layer may lack items that are wrong. */
export function writtenPath(layers: readonly Layer[], path: string): string {
  if (!/\.\d/.test(path)) return path;
  const { values = {} } = deepest(layers, path).layer ?? {};
  return writtenKeys(values, splitPath(values, path)).join(".");
}

/** Returns the highest layer that has the longest part of a path. */
function deepest(layers: readonly Layer[], path: string): { readonly depth: number; readonly layer: Layer | undefined } {
  const files = layers.filter((layer) => layer.file !== undefined);
  let best: { depth: number; layer: Layer | undefined } = { depth: 0, layer: files.find(({ isShared }) => !isShared) };
  for (const layer of files) {
    const keys = splitPath(layer.values, path);
    const depth = depthOf(layer, keys);
    if (depth > 0 && depth >= best.depth) best = { depth, layer };
  }
  return best;
}

/** Returns the number of characters of the part of a path that a layer has. */
function depthOf({ values, isShared }: Layer, keys: readonly string[]): number {
  const has = (length: number): boolean => {
    const value = valueAt(values, keys.slice(0, length));
    return value !== undefined && !(isShared && length === keys.length && isPlain(value));
  };
  const missing = keys.findIndex((_key, index) => !has(index + 1));
  return keys.slice(0, missing === -1 ? keys.length : missing).join(".").length;
}

/** Returns a layer whose paths start further inside. */
export const inside = (layer: Layer, path: string): Layer => ({ ...layer, prefix: placeIn(layer, path) });

/** Splits a path into the keys of a value. A key may contain dots, as the path of a config file does, so the longest key wins. */
export function splitPath(value: unknown, path: string): readonly string[] {
  const keys = isRecord(value) ? Object.keys(value).filter((key) => path === key || path.startsWith(`${key}.`)) : [];
  const [longest] = keys.sort((a, b) => b.length - a.length);
  if (longest === undefined || longest === path) return longest === undefined ? path.split(".") : [longest];
  return [longest, ...splitPath(valueAt(value, [longest]), path.slice(longest.length + 1))];
}

/** Returns the place of a field in the file of a layer. */
export const placeIn = ({ prefix }: Pick<Layer, "prefix">, path: string): string => (prefix === "" ? path : `${prefix}.${path}`);

/** Returns the label value of an owner: the part of the email address before the "@". `shop+alerts@example.com` gives `shop-alerts`. */
export const ownerLabel = (owner: string): string => labelValue(owner.split("@")[0] ?? owner);
