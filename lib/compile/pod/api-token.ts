import type { IVolume, IVolumeMount } from "kubernetes-models/v1";
import { API_TOKEN_DIRECTORY } from "../../model/mount-paths.ts";

const VOLUME = "kube-api-access";

/** Seconds that a token is valid. The kubelet renews it after 80 % of them. */
const EXPIRATION_SECONDS = 3600;

/** Owner and group may read. JSON has no octal numbers, so manifests show 288. */
const READ_ONLY_MODE = 0o440;

/** The volume with the token of the service account, as Kubernetes would mount it. A pod without API access has none. */
export const apiTokenVolume: IVolume = {
  name: VOLUME,
  projected: {
    defaultMode: READ_ONLY_MODE,
    sources: [
      { serviceAccountToken: { expirationSeconds: EXPIRATION_SECONDS, path: "token" } },
      { configMap: { items: [{ key: "ca.crt", path: "ca.crt" }], name: "kube-root-ca.crt" } },
      { downwardAPI: { items: [{ fieldRef: { apiVersion: "v1", fieldPath: "metadata.namespace" }, path: "namespace" }] } },
    ],
  },
};

/** The mount of the token's volume. */
export const apiTokenMount: IVolumeMount = { mountPath: API_TOKEN_DIRECTORY, name: VOLUME, readOnly: true };
