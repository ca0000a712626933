import { isRecord, valueAt } from "../../base/values.ts";
import type { EffectiveService, EffectiveSidecar } from "../../model/effective.ts";
import { placeIn } from "../../model/layers.ts";
import type { Manifest } from "../../model/manifest.ts";
import { envConfigPrefix, sidecarConfigPrefix } from "../service-context.ts";
import { withoutHash } from "../short-hash.ts";
import { type FieldInfluence, type LayerValue, markInForce } from "./explanation.ts";
import { compileSubject, type Subject } from "./subject.ts";

/** Lists the layers of the environment variable that a value of a ConfigMap is. */
export function envInfluences(subject: Subject, object: Manifest, keys: readonly string[]): readonly FieldInfluence[] {
  const { service } = subject;
  const [area, variable] = keys;
  if (object.kind !== "ConfigMap" || area !== "data" || variable === undefined) return [];
  const prefix = withoutHash(object.metadata.name);
  const sidecar = service.sidecars.find(({ name }) => sidecarConfigPrefix(service.name, name) === prefix);
  if (sidecar === undefined && prefix !== envConfigPrefix(service.name)) return [];
  const chain = variableChain(layerVariables(subject, sidecar), variable);
  const at = sidecar === undefined ? "env" : `sidecars.${sidecar.name}.env`;
  return chain.some(({ inForce }) => inForce) ? [{ field: `${at}.${variable}`, chain }] : [];
}

/** The environment variables of one layer. */
interface LayerVariables {
  readonly layer: string;
  readonly file: string | undefined;
  readonly place: string;
  readonly variables: ReadonlyMap<string, unknown>;
}

/** Evaluates each layer of an environment alone, because a layer may be a function. @param sidecar its owner; undefined for the service */
export function layerVariables(subject: Subject, sidecar: EffectiveSidecar | undefined): readonly LayerVariables[] {
  const { service } = subject;
  return (sidecar ?? service).env.map((entry) => {
    const alone: EffectiveService =
      sidecar === undefined
        ? { ...service, env: [entry] }
        : { ...service, sidecars: service.sidecars.map((each) => (each === sidecar ? { ...each, env: [entry] } : each)) };
    const objects = compileSubject({ ...subject, service: alone });
    const { layer } = entry;
    return { layer: layer.name, file: layer.file, place: placeIn(layer, "env"), variables: variablesIn(objects, service.name, sidecar) };
  });
}

/** Lists the value of a variable in each layer. */
export const variableChain = (layers: readonly LayerVariables[], variable: string): readonly LayerValue[] =>
  markInForce(
    layers.map(({ variables, place, ...layer }) => ({ ...layer, place: `${place}.${variable}`, value: variables.get(variable) })),
  );

/** The places of a pod's spec in a workload. */
const POD_SPECS = [
  ["spec", "template", "spec"],
  ["spec", "jobTemplate", "spec", "template", "spec"],
];

/** Lists the variables of a container: those in its ConfigMap and those in its own list. */
function variablesIn(objects: readonly Manifest[], service: string, sidecar: EffectiveSidecar | undefined): ReadonlyMap<string, unknown> {
  const prefix = sidecar === undefined ? envConfigPrefix(service) : sidecarConfigPrefix(service, sidecar.name);
  const map = objects.find(({ kind, metadata }) => kind === "ConfigMap" && withoutHash(metadata.name) === prefix);
  const container = sidecar?.name ?? service;
  const listed = objects
    .flatMap((object) => POD_SPECS.map((keys) => valueAt(object, keys)))
    .flatMap((pod) => [...listAt(pod, "containers"), ...listAt(pod, "initContainers")])
    .filter(({ name }) => name === container)
    .flatMap((each) => listAt(each, "env"));
  const data = map?.["data"];
  return new Map([
    ...(isRecord(data) ? Object.entries(data) : []),
    ...listed.map((each): [string, unknown] => [String(each["name"]), each["value"] ?? each["valueFrom"]]),
  ]);
}

function listAt(value: unknown, key: string): readonly Readonly<Record<string, unknown>>[] {
  const list = valueAt(value, [key]);
  return Array.isArray(list) ? list.filter(isRecord) : [];
}
