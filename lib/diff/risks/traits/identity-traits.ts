import { isRecord } from "../../../base/values.ts";
import { INSTANCE_LABEL, NAME_LABEL } from "../../../compile/labels.ts";
import { at, isOn, recordsAt, shown } from "../read-values.ts";
import type { Subject, Trait, TraitReader } from "../trait.ts";

/** Lists the accounts that pods act as, their tokens, and the labels by which policies and Services select them. */
export const identityTraits: TraitReader = (subject) => [
  ...subject.pods.flatMap(({ spec, metadata }) => [
    ...accountTraits(spec["serviceAccountName"] ?? spec["serviceAccount"], subject),
    ...(spec["automountServiceAccountToken"] === false ? [] : [token("has a token of the Kubernetes API")]),
    ...recordsAt(spec, "volumes").flatMap((volume) =>
      recordsAt(volume, "projected.sources").flatMap(({ serviceAccountToken }) =>
        serviceAccountToken === undefined
          ? []
          : [token(`has a token for ${shown(at(serviceAccountToken, "audience") ?? "the Kubernetes API")}`)],
      ),
    ),
    ...[INSTANCE_LABEL, NAME_LABEL].flatMap((label) => labelTraits(metadata, label, subject)),
  ]),
  ...(subject.kind === "ServiceAccount" ? serviceAccountTraits(subject) : []),
];

const token = (text: string): Trait => ({ risk: "access", text });

const accountTraits = (name: unknown, subject: Subject): readonly Trait[] => [
  { risk: "identity", text: `runs as the service account ${shown(name ?? "default")}`, usual: isOwn(name, subject) },
];

/** True if a name is that of the service or of one of its parts, such as a job. */
const isOwn = (name: unknown, { service }: Subject): boolean =>
  service !== undefined && typeof name === "string" && (name === service || name.startsWith(`${service}-`));

function labelTraits(metadata: unknown, label: string, subject: Subject): readonly Trait[] {
  const labels = at(metadata, "labels");
  const value = isRecord(labels) ? labels[label] : undefined;
  return value === undefined
    ? []
    : [{ risk: "identity", text: `its pods have the label ${label}=${shown(value)}`, usual: isOwn(value, subject) }];
}

function serviceAccountTraits({ value }: Subject): readonly Trait[] {
  const annotations = at(value, "metadata.annotations");
  return [
    ...(isRecord(annotations) ? Object.entries(annotations) : []).map(([key, name]): Trait => ({
      risk: "identity",
      text: `acts as ${shown(name)} (${key})`,
      usual: key.includes("argoproj.io/"),
    })),
    ...(isOn(value["automountServiceAccountToken"] ?? true) ? [token("gives its token to pods")] : []),
  ];
}
