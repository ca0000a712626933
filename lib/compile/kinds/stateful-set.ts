import type { IStatefulSet } from "kubernetes-models/apps/v1";
import type { IPersistentVolumeClaim } from "kubernetes-models/v1";
import { type Claim, headlessName } from "../../model/fields/stateful.ts";
import { workloadOf } from "../../model/workload.ts";
import { confirmRemoval } from "../argocd/confirm-removal.ts";
import { podMetadata } from "../pod/pod-metadata.ts";
import { serverPod } from "../pod/server-pod.ts";
import { spreadConstraints } from "../pod/spread-constraints.ts";
import { replicasOf } from "../scale-target.ts";
import type { ServiceContext } from "../service-context.ts";
import { workloadMetadata } from "../workload-metadata.ts";

/** Builds the StatefulSet of a service whose pods have volumes of their own. */
export function statefulSet(context: ServiceContext): readonly IStatefulSet[] {
  const { service, selector, workloadLabels } = context;
  const { stateful } = service;
  if (stateful === undefined || workloadOf(service) !== "StatefulSet") return [];
  const mounts = stateful.volumes.map(({ name, path = "" }) => ({ volume: name, mount: { mountPath: path, name } }));
  const metadata = workloadMetadata(context);
  return [
    {
      apiVersion: "apps/v1",
      kind: "StatefulSet",
      metadata: { ...metadata, annotations: { ...confirmRemoval(metadata.annotations) } },
      spec: {
        minReadySeconds: 10,
        persistentVolumeClaimRetentionPolicy: { ...stateful.retention },
        podManagementPolicy: stateful.order === "parallel" ? "Parallel" : "OrderedReady",
        ...replicasOf(service),
        revisionHistoryLimit: 5,
        selector: { matchLabels: selector },
        serviceName: headlessName(service.name),
        template: {
          metadata: podMetadata(context, workloadLabels),
          spec: { ...serverPod(context, mounts), ...spreadConstraints(service.name) },
        },
        updateStrategy: { rollingUpdate: { partition: 0 }, type: "RollingUpdate" },
        ...(stateful.volumes.length === 0 ? {} : { volumeClaimTemplates: stateful.volumes.map(claimTemplate) }),
      },
    },
  ];
}

/** Builds the template of a claim. It is immutable, so it has no labels: an owner may change. Kubernetes adds the selector's. */
const claimTemplate = ({ name, size = "", storageClass, accessMode }: Claim): IPersistentVolumeClaim => ({
  apiVersion: "v1",
  kind: "PersistentVolumeClaim",
  metadata: { name },
  spec: {
    accessModes: [accessMode],
    resources: { requests: { storage: size } },
    ...(storageClass === undefined ? {} : { storageClassName: storageClass }),
    volumeMode: "Filesystem",
  },
});
