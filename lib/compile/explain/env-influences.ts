import { valueAt } from "../../base/values.ts";
import type { Manifest } from "../../model/manifest.ts";
import { envConfigPrefix, sidecarConfigPrefix } from "../service-context.ts";
import { withoutHash } from "../short-hash.ts";
import { type FieldInfluence, markInForce } from "./explanation.ts";
import { compileSubject, type Subject } from "./subject.ts";

/** Lists the layers of an environment variable. A layer may be a function, so each is evaluated alone. */
export function envInfluences(subject: Subject, object: Manifest, keys: readonly string[]): readonly FieldInfluence[] {
  const { service } = subject;
  const [area, variable] = keys;
  if (object.kind !== "ConfigMap" || area !== "data" || variable === undefined) return [];
  const prefix = withoutHash(object.metadata.name);
  const sidecar = service.sidecars.find(({ name }) => sidecarConfigPrefix(service.name, name) === prefix);
  if (sidecar === undefined && prefix !== envConfigPrefix(service.name)) return [];
  const chain = markInForce(
    (sidecar ?? service).env.map((entry) => {
      const alone =
        sidecar === undefined
          ? { ...service, env: [entry] }
          : { ...service, sidecars: service.sidecars.map((each) => (each === sidecar ? { ...each, env: [entry] } : each)) };
      const map = compileSubject({ ...subject, service: alone }).find(
        ({ kind, metadata }) => kind === "ConfigMap" && withoutHash(metadata.name) === prefix,
      );
      return { layer: entry.layer.name, file: entry.layer.file, value: valueAt(map, ["data", variable]) };
    }),
  );
  const at = sidecar === undefined ? "env" : `sidecars.${sidecar.name}.env`;
  return chain.some(({ inForce }) => inForce) ? [{ field: `${at}.${variable}`, chain }] : [];
}
