import { fromLayers, type EffectiveService } from "../model/effective.ts";
import type { Layer } from "../model/layers.ts";
import { valueAt } from "../base/values.ts";
import { withoutHash } from "./hash.ts";
import type { Manifest } from "../model/manifest.ts";
import type { Model, StackModel } from "../model/model.ts";
import { compileStack } from "./compile.ts";
import { findPath, formatPath } from "./manifest-path.ts";
import type { Lock, LockEntry } from "../resolve/lock.ts";
import { alter, leaves } from "./perturb.ts";

/** What one layer says about a field. */
export interface LayerValue {
  readonly layer: string;
  readonly file: string | undefined;
  readonly value: unknown;
  readonly inForce: boolean;
}

/** A field that a value depends on. */
export interface FieldInfluence {
  readonly field: string;
  readonly chain: readonly LayerValue[];
}

export interface Explanation {
  /** Undefined where the path is one of the spec. */
  readonly object: Manifest | undefined;
  readonly path: string;
  readonly value: unknown;
  readonly influences: readonly FieldInfluence[];
}

/** A stack, one of its services, and what is locked there. */
export interface Subject {
  readonly model: Model;
  readonly stack: StackModel;
  readonly service: EffectiveService;
  readonly lock: Lock;
}

/**
 * Explains a value of a manifest. What it depends on is measured, not declared: every field of every layer is altered in
 * turn, the service compiled again, and the value looked at. Undefined where no object has the path.
 */
export function explainManifest(subject: Subject, path: string, kind: string | undefined): Explanation | undefined {
  const objects = compile(subject);
  const found = pick(objects, path, kind);
  if (found === undefined) return undefined;
  const { object, keys, value } = found;
  const original = JSON.stringify(value);
  const differs = (changed: Subject): boolean => JSON.stringify(valueIn(compile(changed), object, keys)) !== original;
  return {
    object,
    path: formatPath(keys),
    value,
    influences: [...fieldInfluences(subject, differs), ...envInfluences(subject, object, keys), ...outerInfluences(subject, differs)],
  };
}

/** Explains a field of the spec: what each layer sets. Undefined where no layer and no default sets it. */
export function explainField({ service }: Subject, path: string): Explanation | undefined {
  const keys = path.split(".");
  const chain = chainOf(service.layers, keys);
  const inForce = chain.findLast(({ value }) => value !== undefined);
  if (inForce === undefined) return undefined;
  // What the layers set is merged where it is an object: each of its leaves has a chain of its own.
  const fields = [
    ...new Set(service.layers.flatMap(({ values }) => leaves(valueAt(values, keys)).map((leaf) => [...keys, ...leaf].join(".")))),
  ];
  const effective = valueAt(service, keys);
  return {
    object: undefined,
    path,
    value: effective ?? inForce.value,
    influences: fields.map((field) => ({ field, chain: chainOf(service.layers, field.split(".")) })),
  };
}

const compile = ({ model, stack, service, lock }: Subject): readonly Manifest[] => {
  const services = stack.services.map((each) => (each.name === service.name ? service : each));
  return compileStack(model, { ...stack, services }, lock, { services: [service.name] }).manifests.map(({ manifest }) => manifest);
};

const WORKLOADS = ["Deployment", "CronJob"];

function pick(objects: readonly Manifest[], path: string, kind: string | undefined) {
  const wanted = objects.filter((object) => kind === undefined || object.kind.toLowerCase() === kind.toLowerCase());
  const sorted = [...wanted].sort((a, b) => Number(WORKLOADS.includes(b.kind)) - Number(WORKLOADS.includes(a.kind)));
  for (const object of sorted) {
    const found = findPath(object, path);
    if (found !== undefined) return { object, ...found };
  }
  return undefined;
}

/** The same place after a change; a ConfigMap keeps its identity although its name has a new hash. */
function valueIn(objects: readonly Manifest[], like: Manifest, keys: readonly string[]): unknown {
  const object = objects.find(({ kind, metadata }) => kind === like.kind && withoutHash(metadata.name) === withoutHash(like.metadata.name));
  return valueAt(object, keys);
}

function fieldInfluences(subject: Subject, differs: (changed: Subject) => boolean): readonly FieldInfluence[] {
  const { service } = subject;
  const fields = new Map<string, readonly string[]>();
  for (const { values } of service.layers) for (const leaf of leaves(values)) if (leaf[0] !== "env") fields.set(leaf.join("."), leaf);
  return [...fields].flatMap(([field, keys]) => {
    const layers = service.layers.map((layer) => ({ ...layer, values: alter(layer.values, keys) }));
    const changed = { ...fromLayers(service.name, layers), file: service.file };
    return differs({ ...subject, service: changed }) ? [{ field, chain: chainOf(service.layers, keys) }] : [];
  });
}

function chainOf(layers: readonly Layer[], keys: readonly string[]): readonly LayerValue[] {
  const last = layers.findLastIndex(({ values }) => valueAt(values, keys) !== undefined);
  return layers.map(({ name, file, values }, index) => ({ layer: name, file, value: valueAt(values, keys), inForce: index === last }));
}

/** Environment variables come from functions, so their layers are asked one by one. */
function envInfluences(subject: Subject, object: Manifest, keys: readonly string[]): readonly FieldInfluence[] {
  const { service } = subject;
  const [area, variable] = keys;
  if (object.kind !== "ConfigMap" || area !== "data" || variable === undefined) return [];
  const values = service.env.map((entry) => {
    const alone: EffectiveService = { ...service, env: [entry] };
    const map = compile({ ...subject, service: alone }).find(
      ({ kind, metadata }) => kind === "ConfigMap" && withoutHash(metadata.name) === service.name,
    );
    return { layer: entry.layer.name, file: entry.layer.file, value: valueAt(map, ["data", variable]) };
  });
  const last = values.findLastIndex(({ value }) => value !== undefined);
  return last === -1 ? [] : [{ field: `env.${variable}`, chain: values.map((value, index) => ({ ...value, inForce: index === last })) }];
}

/** The lock, the stack's own values, the config and patches. */
function outerInfluences(subject: Subject, differs: (changed: Subject) => boolean): readonly FieldInfluence[] {
  const { model, stack, service, lock } = subject;
  const one = (field: string, layer: string, file: string | undefined, value: unknown): FieldInfluence => ({
    field,
    chain: [{ layer, file, value, inForce: true }],
  });
  const entry = lock.get(service.name);
  const found: FieldInfluence[] = [];
  for (const field of ["image", "tag", "digest"] as const) {
    const value = entry?.[field];
    if (entry === undefined || value === undefined) continue;
    const altered: LockEntry = { ...entry, [field]: `${value}0` };
    if (differs({ ...subject, lock: new Map([...lock, [service.name, altered]]) }))
      found.push(one(field, "lock", `pulumi-gen/${stack.name}/versions.yaml`, value));
  }
  for (const field of ["namespace", "cluster", "project", "domain", "privateRange", "secretStore", "tier"] as const) {
    const value = stack[field];
    if (value !== undefined && differs({ ...subject, stack: { ...stack, [field]: `${value}0` } }))
      found.push(one(field, `stack ${stack.name}`, stack.file, value));
  }
  for (const field of ["name", "url", "branch"] as const) {
    const config = { ...model.config, [field]: `${model.config[field]}0` };
    if (differs({ ...subject, model: { ...model, config } })) found.push(one(field, "config", "fairlead.config.ts", model.config[field]));
  }
  for (const field of ["name", "namespace"] as const) {
    const value = stack.gateway[field];
    if (differs({ ...subject, stack: { ...stack, gateway: { ...stack.gateway, [field]: `${value}0` } } })) {
      found.push(one(`gateway.${field}`, `stack ${stack.name}`, stack.file, value));
    }
  }
  const { file } = service;
  const calls = stack.calls.get(service.name) ?? [];
  if (calls.length > 0 && differs({ ...subject, stack: { ...stack, calls: new Map([...stack.calls, [service.name, []]]) } })) {
    found.push(
      one(
        "calls",
        "service",
        file,
        calls.map((call) => `${call.service}.${call.port}`),
      ),
    );
  }
  for (const entry of service.patches) {
    const others = service.patches.filter((other) => other !== entry);
    if (!differs({ ...subject, service: { ...service, patches: others } })) continue;
    found.push(one("patch", entry.layer.name, entry.layer.file, "a function changes the finished manifest"));
  }
  return found;
}
