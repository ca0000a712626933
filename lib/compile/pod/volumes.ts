import type { IVolume, IVolumeMount } from "kubernetes-models/v1";
import { mountPath, TEMPORARY_DIRECTORY } from "../../model/mount-paths.ts";
import { fileKey } from "../../model/rules/contents.ts";
import { secretName } from "../need-instances.ts";
import type { ServiceContext } from "../service-context.ts";

/** The size limit of `/tmp`, the only writable directory. */
const TMP_SIZE = "256Mi";
const FILES = "config-files";

/** Owner and group may read. JSON has no octal numbers, so manifests show 288. */
const READ_ONLY_MODE = 0o440;

/** Lists the volumes of a pod: `/tmp`, the config files and the secrets. */
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

/** Lists the mounts of a container. Each config file is mounted separately, so that it hides no file of the image. */
export function volumeMountsOf({ service, secrets, files }: ServiceContext): IVolumeMount[] {
  return [
    { mountPath: TEMPORARY_DIRECTORY, name: "tmp" },
    ...(files === undefined
      ? []
      : Object.keys(service.files)
          .sort()
          .map((path) => ({ mountPath: path, name: FILES, readOnly: true, subPath: fileKey(path) }))),
    ...secrets.map(({ name }) => ({ mountPath: mountPath(name), name: `secret-${name}`, readOnly: true })),
  ];
}
