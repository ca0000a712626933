import { fieldsAt } from "../../base/shape/known-fields.ts";
import { isRecord, valueAt } from "../../base/values.ts";
import { mergeValues, splitPath } from "../../model/layers.ts";
import { serviceSchema } from "../../model/schema/service.ts";
import { partsOf } from "../../model/parts.ts";
import { calleeText } from "../../model/model.ts";
import { findPath } from "../manifest-path.ts";
import { leafPaths } from "./change-leaf.ts";
import { envPath, layerVariables, variableChain } from "./env-influences.ts";
import { chainOf, type Explanation, type FieldInfluence, printable } from "./explanation.ts";
import { explainReturned } from "./explain-returned.ts";
import type { Subject } from "./subject.ts";

/** The place of a layer in its file, as reports print it. A path without it means the field. */
const PLACE = /^(?:override\([^)]*\)|defaults(?:\.\d+)?)\./;

/** Explains a field of the spec: its value in each layer. Returns undefined if the spec has no such field. */
export function explainField(subject: Subject, given: string): Explanation | undefined {
  const path = given.replace(PLACE, "");
  const [root = ""] = path.split(".");
  const env = /^(?:(?<owner>(?:init|sidecars)\.[^.]+)\.)?env(?:\.(?<variable>.*))?$/s.exec(path);
  if (env !== null) return explainEnv(subject, path, env.groups ?? {});
  const returned = explainReturned(subject, path);
  if (returned !== undefined) return returned;
  const { layers } = subject.service;
  const merged = layers.reduce<unknown>((low, { values }) => mergeValues(low, values), {});
  const keys = keysOf(merged, path);
  const isSet = chainOf(layers, keys).some(({ inForce }) => inForce);
  if (root === "calls" && (isSet || keys.length === 2)) return explainCalls(subject, keys);
  if (!isSet && !isField(merged, keys)) return undefined;
  // Layers merge objects, so each leaf of an object has a separate chain.
  const leaves = new Map(
    layers
      .flatMap(({ values }) => allLeaves(valueAt(values, keys)).map((leaf) => [...keys, ...leaf]))
      .map((each) => [each.join("."), each]),
  );
  const influences = [...leaves].flatMap(([field, leaf]): readonly FieldInfluence[] => {
    const chain = chainOf(layers, leaf);
    return chain.some(({ inForce }) => inForce) ? [{ field, chain }] : [];
  });
  return {
    object: undefined,
    path,
    value: printable(valueOf(subject, merged, keys)),
    influences: influences.length === 0 ? [{ field: path, chain: chainOf(layers, keys) }] : influences,
  };
}

/** Finds the keys of a path. A name may contain dots. */
function keysOf(merged: unknown, path: string): readonly string[] {
  const keys = splitPath(merged, path);
  return valueAt(merged, keys) === undefined ? (findPath(merged, path)?.keys ?? keys) : keys;
}

/** True if the spec may have the field, although no layer sets it. */
const isField = (merged: unknown, keys: readonly string[]): boolean =>
  fieldsAt(serviceSchema, merged, keys.slice(0, -1)).includes(keys.at(-1) ?? "");

/** Lists the paths of all leaves, functions and empty objects included. */
const allLeaves = (value: unknown): readonly (readonly string[])[] =>
  typeof value === "function" ? [[]] : isRecord(value) && !("kind" in value) ? Object.entries(value).flatMap(([key, item]) => allLeaves(item).map((rest) => [key, ...rest])) : leafPaths(value); // prettier-ignore

/** Returns a value with its defaults. Lists of the effective service have another form than the spec, so the merged value stands for them. */
function valueOf({ service }: Subject, merged: unknown, keys: readonly string[]): unknown {
  const hasForm = !Array.isArray(valueAt(service, keys.slice(0, 1)));
  return (hasForm ? valueAt(service, keys) : undefined) ?? valueAt(merged, keys);
}

/** Explains an environment, or one variable of it. */
function explainEnv(
  subject: Subject,
  path: string,
  { owner, variable }: Readonly<Record<string, string | undefined>>,
): Explanation | undefined {
  const { layers } = subject.service;
  const [, part] = partsOf(subject.service).find(([each]) => each === owner) ?? [];
  if (owner !== undefined && part === undefined) return undefined;
  const variables = layerVariables(subject, part);
  const names = [...new Set(variables.flatMap((layer) => [...layer.variables.keys()]))]
    .filter((name) => name === (variable ?? name))
    .sort();
  if (variable !== undefined && names.length === 0) return undefined;
  const at = envPath(owner);
  const influences = names.map((name) => ({ field: `${at}.${name}`, chain: variableChain(variables, name) }));
  const values = influences.map(({ chain }, index) => [names[index] ?? "", chain.find(({ inForce }) => inForce)?.value] as const);
  return {
    object: undefined,
    path,
    value: variable === undefined ? Object.fromEntries(values) : values[0]?.[1],
    influences: influences.length === 0 ? [{ field: path, chain: chainOf(layers, at.split(".")) }] : influences,
  };
}

function explainCalls({ stack, service }: Subject, keys: readonly string[]): Explanation | undefined {
  const [, name] = keys;
  const calls = (stack.calls.get(service.name) ?? []).filter((call) => call.name === (name ?? call.name));
  const texts = new Map(calls.map((call) => [call.name, calleeText(call)]));
  if (name !== undefined && !texts.has(name)) return undefined;
  const setters = [...new Set(calls.map(({ layer }) => layer))];
  const influences = setters.flatMap((setter): readonly FieldInfluence[] => {
    // A layer above the one that sets a call does not mention it.
    const chain = chainOf(service.layers.slice(0, service.layers.indexOf(setter) + 1), ["calls"]);
    return calls
      .filter(({ layer }) => layer === setter)
      .map((call) => ({
        field: `calls.${call.name}`,
        chain: chain.map((each) => (each.inForce ? { ...each, value: calleeText(call) } : each)),
      }));
  });
  return {
    object: undefined,
    path: keys.join("."),
    value: name === undefined ? Object.fromEntries(texts) : texts.get(name),
    influences: influences.length === 0 ? [{ field: "calls", chain: chainOf(service.layers, ["calls"]) }] : influences,
  };
}
