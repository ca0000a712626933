import type { IVolume, IVolumeMount } from "kubernetes-models/v1";
import { mountPath } from "../../model/needs/need.ts";
import { fileKey } from "../../model/rules/contents.ts";
import type { ServiceContext } from "../context.ts";

/** Room in `/tmp`: the only place that can be written to. */
const TMP_SIZE = "256Mi";
const FILES = "config-files";

/** Owner and group may read: 0440, in the decimal that JSON has to use. */
const READ_ONLY_MODE = 0o440;

/** The Kubernetes Secret that External Secrets keeps for a need. */
export const secretName = (service: string, need: string): string => `${service}-${need}`;

export function volumesOf({ service, secrets, files }: ServiceContext): IVolume[] {
  return [
    { emptyDir: { sizeLimit: TMP_SIZE }, name: "tmp" },
    ...(files === undefined ? [] : [{ configMap: { defaultMode: READ_ONLY_MODE, name: files.name }, name: FILES }]),
    ...secrets.map(({ name }) => ({
      name: `secret-${name}`,
      secret: { defaultMode: READ_ONLY_MODE, secretName: secretName(service.name, name) },
    })),
  ];
}

export function volumeMountsOf({ service, secrets, files }: ServiceContext): IVolumeMount[] {
  return [
    { mountPath: "/tmp", name: "tmp" },
    ...(files === undefined
      ? []
      : Object.keys(service.files)
          .sort()
          .map((path) => ({ mountPath: path, name: FILES, readOnly: true, subPath: fileKey(path) }))),
    ...secrets.map(({ name }) => ({ mountPath: mountPath(name), name: `secret-${name}`, readOnly: true })),
  ];
}
