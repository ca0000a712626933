import type { IPersistentVolumeClaim } from "kubernetes-models/v1";
import { isOfRollout } from "../../model/fields/jobs.ts";
import { MANY_NODES } from "../../model/fields/volumes.ts";
import { claimName } from "../../model/object-names.ts";
import { confirmRemoval } from "../argocd/confirm-removal.ts";
import { syncWave } from "../argocd/sync-waves.ts";
import { objectMetadata } from "../object-metadata.ts";
import type { ServiceContext } from "../service-context.ts";

/** Builds a claim for each volume of `newClaim()`. Argo CD asks a person before it removes one. */
export const persistentVolumeClaims = (context: ServiceContext): readonly IPersistentVolumeClaim[] =>
  context.service.volumes.flatMap((volume) => {
    if (volume.kind !== "newClaim") return [];
    const { accessMode, size, storageClass } = volume;
    // A claim may wait for its first pod. In an earlier wave than that pod, it would hold up the sync for ever.
    const wave = context.service.jobs.some(isOfRollout) ? syncWave(MANY_NODES.has(accessMode) ? "jobs" : "afterJobs") : {};
    return [
      {
        apiVersion: "v1",
        kind: "PersistentVolumeClaim",
        metadata: objectMetadata(context, {
          annotations: { ...confirmRemoval(), ...wave },
          name: claimName(context.service.name, volume.name),
        }),
        spec: {
          accessModes: [accessMode],
          resources: { requests: { storage: size } },
          ...(storageClass === undefined ? {} : { storageClassName: storageClass }),
          volumeMode: "Filesystem",
        },
      },
    ];
  });
