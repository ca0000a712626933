import { isRecord } from "../../../base/values.ts";
import { containersIn } from "../pods.ts";
import { at, recordsAt, shown, stringsAt } from "../read-values.ts";
import type { Fields, Pods, Trait, TraitReader } from "../trait.ts";

/** Lists the secrets and the claims that pods read, and the secrets that an object makes. */
export const secretTraits: TraitReader = (subject) => [
  ...subject.pods.flatMap((pods) => [
    ...secretsOf(pods, subject.service),
    // A claim may hold data of another service. A new service mounts its own.
    ...recordsAt(pods.spec, "volumes").flatMap((volume) => {
      const claim = at(volume, "persistentVolumeClaim.claimName");
      return claim === undefined ? [] : [{ risk: "secret", text: `mounts the claim ${shown(claim)}`, usual: true } as const];
    }),
  ]),
  ...(OF_KIND[subject.kind]?.(subject.value) ?? []).map(secret),
];

const secret = (text: string): Trait => ({ risk: "secret", text });

function secretsOf(pods: Pods, service: string | undefined): readonly Trait[] {
  const { spec } = pods;
  const texts = [
    ...containersIn(pods, service).flatMap(({ fields }) => [
      ...recordsAt(fields, "env").flatMap((variable) => {
        const source = at(variable, "valueFrom.secretKeyRef");
        return isRecord(source) ? [`reads the secret ${shown(source["name"])}: ${shown(source["key"])}`] : [];
      }),
      ...recordsAt(fields, "envFrom").flatMap((source) => wholeSecret(at(source, "secretRef.name"))),
    ]),
    ...recordsAt(spec, "volumes").flatMap((volume) => [
      ...mounted(at(volume, "secret"), "secretName"),
      ...recordsAt(volume, "projected.sources").flatMap((source) => mounted(source["secret"], "name")),
      ...(at(volume, "csi") === undefined ? [] : wholeSecret(at(volume, "csi.nodePublishSecretRef.name"))),
    ]),
    ...recordsAt(spec, "imagePullSecrets").map(({ name }) => `pulls images with the secret ${shown(name)}`),
  ];
  return texts.map(secret);
}

const wholeSecret = (name: unknown): readonly string[] => (name === undefined ? [] : [`reads the secret ${shown(name)}`]);

/** Lists the keys that a volume mounts; without keys, the whole secret. */
function mounted(source: unknown, field: string): readonly string[] {
  if (!isRecord(source)) return [];
  const keys = recordsAt(source, "items").map(({ key }) => shown(key));
  const name = shown(source[field]);
  return keys.length === 0 ? [`reads the secret ${name}`] : keys.map((key) => `reads the secret ${name}: ${key}`);
}

const OF_KIND: Readonly<Record<string, (value: Fields) => readonly string[]>> = {
  ExternalSecret: (value) => {
    const store = shown(at(value, "spec.secretStoreRef.name"));
    const kind = at(value, "spec.secretStoreRef.kind");
    const keys = recordsAt(value, "spec.data").map((item) => {
      const property = at(item, "remoteRef.property");
      return `${shown(at(item, "remoteRef.key"))}${property === undefined ? "" : ` (${shown(property)})`}`;
    });
    const from = recordsAt(value, "spec.dataFrom").map(shown);
    const target = at(value, "spec.target.name");
    return [
      ...[...keys, ...from].map((key) => `copies ${key} from the store ${store}`),
      ...(kind === undefined || kind === "SecretStore" || kind === "ClusterSecretStore" ? [] : [`uses a store of kind ${shown(kind)}`]),
      ...(target === undefined ? [] : [`writes the secret ${shown(target)}`]),
    ];
  },
  Secret: (value) => [...stringsAt(value, "type"), "data"].map((part) => `has a secret in git: ${part}`),
  ServiceAccount: (value) => recordsAt(value, "secrets").map(({ name }) => `lists the secret ${shown(name)}`),
};
