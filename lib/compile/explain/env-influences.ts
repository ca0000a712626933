import { valueAt } from "../../base/values.ts";
import type { Manifest } from "../../model/manifest.ts";
import { envConfigPrefix } from "../service-context.ts";
import { withoutHash } from "../short-hash.ts";
import { type FieldInfluence, markInForce } from "./explanation.ts";
import { compileSubject, type Subject } from "./subject.ts";

/** Lists the layers of an environment variable. A layer may be a function, so each is evaluated alone. */
export function envInfluences(subject: Subject, object: Manifest, keys: readonly string[]): readonly FieldInfluence[] {
  const { service } = subject;
  const [area, variable] = keys;
  if (object.kind !== "ConfigMap" || area !== "data" || variable === undefined) return [];
  const chain = markInForce(
    service.env.map((entry) => {
      const map = compileSubject({ ...subject, service: { ...service, env: [entry] } }).find(
        ({ kind, metadata }) => kind === "ConfigMap" && withoutHash(metadata.name) === envConfigPrefix(service.name),
      );
      return { layer: entry.layer.name, file: entry.layer.file, value: valueAt(map, ["data", variable]) };
    }),
  );
  return chain.some(({ inForce }) => inForce) ? [{ field: `env.${variable}`, chain }] : [];
}
