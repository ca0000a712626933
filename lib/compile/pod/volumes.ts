import type { IContainer, IPodSpec, IVolume, IVolumeMount } from "kubernetes-models/v1";
import type { Access } from "../../model/fields/access.ts";
import { isReadOnly, type Volume } from "../../model/fields/volumes.ts";
import { mountPath, TEMPORARY_DIRECTORY } from "../../model/mount-paths.ts";
import { claimName, configDirName } from "../../model/object-names.ts";
import { fileKey } from "../../model/rules/contents.ts";
import { secretName } from "../need-instances.ts";
import type { ServiceContext } from "../service-context.ts";
import { apiTokenMount, apiTokenVolume } from "./api-token.ts";
import { shortHash } from "../short-hash.ts";

const FILES = "config-files";

/** Owner and group may read. JSON has no octal numbers, so manifests show 288. */
const READ_ONLY_MODE = 0o440;

/** Names the volume of a writable directory after its path. A hash separates paths such as `/a-b` and `/a/b`. */
function writableName(path: string): string {
  if (path === TEMPORARY_DIRECTORY) return "tmp";
  const words = path.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  return /^(?:\/[a-z0-9]+)+$/.test(path) && path.length < 50
    ? `writable${words}`
    : `writable${words.slice(0, 40).replace(/-+$/, "")}-${shortHash(path)}`;
}

/** Returns the field of a pod's volumes. Leaves it out if there are none. */
export function podVolumes(context: ServiceContext): Pick<IPodSpec, "volumes"> {
  const volumes = volumesOf(context);
  return volumes.length === 0 ? {} : { volumes };
}

/** Returns the field of a container's mounts. Leaves it out if there are none. */
export function containerMounts(context: ServiceContext, plan: MountPlan): Pick<IContainer, "volumeMounts"> {
  const volumeMounts = volumeMountsOf(context, plan);
  return volumeMounts.length === 0 ? {} : { volumeMounts };
}

/** Lists the volumes of a pod: writable directories, the config files, the secrets and the service's volumes. */
function volumesOf({ service, secrets, files }: ServiceContext): IVolume[] {
  return [
    ...service.writable.map(({ path, size }) => ({ emptyDir: { sizeLimit: size }, name: writableName(path) })),
    ...(files === undefined ? [] : [{ configMap: { defaultMode: READ_ONLY_MODE, name: files.name }, name: FILES }]),
    ...secrets.map((source) => ({
      name: `secret-${source.name}`,
      secret: { defaultMode: READ_ONLY_MODE, secretName: secretName(service.name, source) },
    })),
    ...service.volumes.map((volume) => ({ name: volumeName(volume), ...sourceOf(service.name, volume) })),
    ...(service.kubernetesApi.length === 0 ? [] : [apiTokenVolume]),
  ];
}

/** Lists the mounts of a container. Each config file is mounted separately, so that it hides no file of the image. */
function volumeMountsOf(context: ServiceContext, plan: MountPlan): IVolumeMount[] {
  const { service, secrets, files } = context;
  return [
    ...service.writable.map(({ path }) => ({ mountPath: path, name: writableName(path) })),
    ...(files === undefined
      ? []
      : Object.keys(service.files)
          .sort()
          .map((path) => ({ mountPath: path, name: FILES, readOnly: true, subPath: fileKey(path) }))),
    ...secrets
      .filter(({ name }) => getsNeed(context, plan, name))
      .map(({ name }) => ({ mountPath: mountPath(name), name: `secret-${name}`, readOnly: true })),
    // There is no `subPath`: Kubernetes does not update a file or directory that is mounted by one.
    ...service.volumes.flatMap((volume) =>
      mountsIn(plan.access, volume.name, {
        mountPath: volume.path,
        name: volumeName(volume),
        ...(isReadOnly(volume) ? { readOnly: true } : {}),
      }),
    ),
    ...(service.kubernetesApi.length > 0 && (plan.access?.kubernetesApi ?? true) ? [apiTokenMount] : []),
  ];
}

/** The part of a container that decides what it mounts. */
interface MountPlan {
  readonly command: readonly string[];
  readonly args: readonly string[];
  /** @default everything */
  readonly access?: Access;
}

/** True if a container gets the files of a need: it names the need, or a path of its files. */
function getsNeed({ env, envEntries }: ServiceContext, { access, args, command }: MountPlan, need: string): boolean {
  if (access === undefined || access.needs.includes(need)) return true;
  const texts = [...command, ...args, ...Object.values(env?.data ?? {}), ...envEntries.map(({ value = "" }) => value)];
  const directory = mountPath(need);
  return texts.some((text) => text.split(directory).some((rest, index) => index > 0 && !/^[\w.-]/.test(rest)));
}

/** Returns the mount of a volume in a container. Returns none if the container leaves the volume out. */
export function mountsIn(access: Access | undefined, volume: string, mount: IVolumeMount): readonly IVolumeMount[] {
  if (access?.volumes.has(volume) !== true) return [mount];
  const own = access.volumes.get(volume);
  if (own === undefined) return [];
  const { path = mount.mountPath, readOnly = mount.readOnly ?? false, subPath } = own;
  return [{ ...mount, mountPath: path, ...(readOnly ? { readOnly } : {}), ...(subPath === undefined ? {} : { subPath }) }];
}

const volumeName = ({ name }: Volume): string => `volume-${name}`;

function sourceOf(service: string, volume: Volume): Partial<IVolume> {
  switch (volume.kind) {
    case "claim":
      return { persistentVolumeClaim: { claimName: volume.claim, ...(volume.readOnly ? { readOnly: true } : {}) } };
    case "newClaim":
      return { persistentVolumeClaim: { claimName: claimName(service, volume.name) } };
    case "emptyDir":
      return { emptyDir: { ...(volume.medium === "memory" ? { medium: "Memory" } : {}), sizeLimit: volume.size } };
    case "configDir":
      return { configMap: { defaultMode: READ_ONLY_MODE, name: configDirName(service, volume.name) } };
  }
}
