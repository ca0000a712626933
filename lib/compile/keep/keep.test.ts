import { describe, expect, it } from "vitest";
import type { Manifest } from "../../model/manifest.ts";
import { checkKept } from "./registry.ts";

const LABELS = { "app.kubernetes.io/managed-by": "fairlead", "app.kubernetes.io/instance": "web", env: "prod", owner: "shop", team: "a" };

const object = (kind: string, rest: Readonly<Record<string, unknown>> = {}, metadata: object = {}): Manifest => ({
  apiVersion: "v1",
  kind,
  metadata: { name: "web", labels: LABELS, ...metadata },
  ...rest,
});

const template = (labels: object) => ({ spec: { template: { metadata: { labels }, spec: {} } } });
const retention = (policy: object) => ({ spec: { persistentVolumeClaimRetentionPolicy: policy } });
const target = (deletionPolicy: string) => ({ spec: { target: { deletionPolicy } } });
const automated = (allowEmpty: boolean) => ({ spec: { syncPolicy: { automated: { allowEmpty } } } });
const finalized = { finalizers: ["resources-finalizer.argocd.argoproj.io"] };

const owns = (at: string, label: string, value: string): string => `${at}.${label}: must stay "${value}": it says whose object it is`;
const lost = (path: string, kind: string, value = '"Retain"'): string => `${path}: must stay ${value}: ${kind} "web" would lose its data`;

describe("a patch", () => {
  it.each<readonly [title: string, before: Manifest, after: Manifest, problems: readonly string[]]>([
    ["may add a label", object("Service"), object("Service", {}, { labels: { ...LABELS, added: "yes" } }), []],
    ["may change a label of people", object("Service"), object("Service", {}, { labels: { ...LABELS, team: "b" } }), []],
    [
      "may not drop the labels",
      object("Service"),
      object("Service", {}, { labels: {} }),
      [
        owns("metadata.labels", "app.kubernetes.io/instance", "web"),
        owns("metadata.labels", "app.kubernetes.io/managed-by", "fairlead"),
        owns("metadata.labels", "env", "prod"),
        owns("metadata.labels", "owner", "shop"),
      ],
    ],
    [
      "may not change the labels of pods",
      object("Deployment", template({ owner: "shop" })),
      object("Deployment", template({ owner: "me" })),
      [owns("spec.template.metadata.labels", "owner", "shop")],
    ],
    [
      "may not delete volumes",
      object("StatefulSet", retention({ whenDeleted: "Retain", whenScaled: "Delete" })),
      object("StatefulSet", retention({ whenDeleted: "Delete", whenScaled: "Delete" })),
      [lost("spec.persistentVolumeClaimRetentionPolicy.whenDeleted", "StatefulSet")],
    ],
    [
      "may not delete a Secret",
      object("ExternalSecret", target("Retain")),
      object("ExternalSecret", target("Delete")),
      [lost("spec.target.deletionPolicy", "ExternalSecret")],
    ],
    [
      "may not deploy an empty directory",
      object("Application", automated(false)),
      object("Application", automated(true)),
      [lost("spec.syncPolicy.automated.allowEmpty", "Application", "false")],
    ],
    [
      "may not add a finalizer",
      object("Application"),
      object("Application", {}, finalized),
      ['metadata.finalizers: must be absent: the objects of Application "web" would go with it'],
    ],
    ["may keep a finalizer", object("Application", {}, finalized), object("Application", {}, finalized), []],
  ])("%s", (_title, before, after, problems) => {
    const found: string[] = [];
    expect(checkKept(before, after, (path, message) => void found.push(`${path}: ${message}`))).toBe(problems.length === 0);
    expect(found).toEqual(problems);
  });
});
