import { valueAt } from "../../base/values.ts";
import type { EffectiveService } from "../../model/effective.ts";
import { placeIn } from "../../model/layers.ts";
import type { Manifest } from "../../model/manifest.ts";
import { type Part, partsOf } from "../../model/parts.ts";
import { evaluateEnv } from "../env/evaluate-env.ts";
import { boundImage } from "../image-reference.ts";
import { envConfigPrefix, partConfigPrefix } from "../service-context.ts";
import { withoutHash } from "../short-hash.ts";
import { type FieldInfluence, type LayerValue, markInForce } from "./explanation.ts";
import type { Subject } from "./subject.ts";

/** Lists the layers of the environment variable that a path of a manifest leads to. */
export function envInfluences(subject: Subject, object: Manifest, keys: readonly string[]): readonly FieldInfluence[] {
  const { service } = subject;
  const found = object.kind === "ConfigMap" ? mapVariable(service, object, keys) : containerVariable(service, object, keys);
  if (found === undefined) return [];
  const { owner, variable } = found;
  const chain = variableChain(layerVariables(subject, owner?.[1]), variable);
  return chain.some(({ inForce }) => inForce) ? [{ field: `${envPath(owner?.[0])}.${variable}`, chain }] : [];
}

/** Returns the path of an environment. @param owner the path of its init container or sidecar; undefined for the service */
export const envPath = (owner: string | undefined): string => (owner === undefined ? "env" : `${owner}.env`);

interface FoundVariable {
  readonly variable: string;
  /** The init container or the sidecar with the variable; undefined for the service. */
  readonly owner: ReturnType<typeof partsOf>[number] | undefined;
}

/** Finds the variable of a key in the data of a ConfigMap. */
function mapVariable(service: EffectiveService, { metadata }: Manifest, [area, variable]: readonly string[]): FoundVariable | undefined {
  if (area !== "data" || variable === undefined) return undefined;
  const prefix = withoutHash(metadata.name);
  const owner = partsOf(service).find(([, { name }]) => partConfigPrefix(service.name, name) === prefix);
  return owner === undefined && prefix !== envConfigPrefix(service.name) ? undefined : { variable, owner };
}

/** Finds the variable of an `env:` entry of a container. */
function containerVariable(service: EffectiveService, object: Manifest, keys: readonly string[]): FoundVariable | undefined {
  const at = keys.findIndex((key, index) => key === "env" && (keys[index - 2] ?? "").toLowerCase().endsWith("containers"));
  const variable = valueAt(object, [...keys.slice(0, at + 2), "name"]);
  if (at === -1 || typeof variable !== "string") return undefined;
  const container = valueAt(object, [...keys.slice(0, at), "name"]);
  return { variable, owner: partsOf(service).find(([, { name }]) => name === container) };
}

/** The environment variables of one layer. */
interface LayerVariables {
  readonly layer: string;
  readonly file: string | undefined;
  readonly place: string;
  readonly variables: ReadonlyMap<string, unknown>;
}

/** Evaluates each layer of an environment alone, because a layer may be a function. @param part its owner; undefined for the service */
export function layerVariables({ stack, service, lock }: Subject, part: Part | undefined): readonly LayerVariables[] {
  const subject = { stack, service, image: boundImage(service.image, lock.get(service.name)) };
  const inherited = part && evaluateEnv(subject, []);
  return (part ?? service).env.map((entry) => {
    const { variables } = evaluateEnv({ ...subject, inherited }, [], [entry]);
    const { layer } = entry;
    const values = [...variables].map(([name, { value }]) => [name, value.kind === "text" ? value.text : value.valueFrom] as const);
    return { layer: layer.name, file: layer.file, place: placeIn(layer, "env"), variables: new Map<string, unknown>(values) };
  });
}

/** Lists the value of a variable in each layer. */
export const variableChain = (layers: readonly LayerVariables[], variable: string): readonly LayerValue[] =>
  markInForce(
    layers.map(({ variables, place, ...layer }) => ({ ...layer, place: `${place}.${variable}`, value: variables.get(variable) })),
  );
