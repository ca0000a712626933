import type { Report } from "../../base/problem.ts";
import type { EffectiveService } from "../effective.ts";
import type { Daemon } from "../fields/daemon.ts";
import type { Stateful } from "../fields/stateful.ts";
import { isReadOnly } from "../fields/volumes.ts";
import { isInside, isMountPath, MOUNTED_DIRECTORIES, TEMPORARY_DIRECTORY } from "../mount-paths.ts";
import type { ServiceRule } from "./rule.ts";

/** A path of the containers that something is mounted at. */
interface Mount {
  /** The path in the spec. */
  readonly at: string;
  readonly path: string;
  readonly holds: "a file" | "a read-only directory" | "a writable directory";
}

/** Linux accepts 4095 characters, and the path of the pod's volumes on the node needs some of them. */
const MAX_LENGTH = 1023;

/** Directories that the container runtime and the kubelet fill: a volume there breaks the container. */
const SYSTEM = /^\/(?:$|etc$|dev$|proc(?:\/|$)|sys(?:\/|$))/;

/** The fields of a service that mount something. */
export type Mounted = Pick<EffectiveService, "daemon" | "files" | "stateful" | "termination" | "volumes" | "writable">;

/** Checks that no mount hides another one. If a function returns config files, `compile` checks those. */
export const mountsRule: ServiceRule = (service, report) => {
  checkMounts(withKnownFiles(service), report);
};

/** Returns a service without its config files if a function returns some of them. */
export const withKnownFiles = (service: EffectiveService): Mounted =>
  service.fileLayers.every(({ value }) => typeof value !== "function") ? service : { ...service, files: {} };

/** Checks the config files that functions return. The rule has reported all other mounts. */
export const checkFileMounts = (service: Mounted, report: Report): void => checkOtherMounts(service, { ...service, files: {} }, report);

/** Checks mounts that differ from others, which were checked already. */
export function checkOtherMounts(service: Mounted, checked: Mounted, report: Report): void {
  const known = new Set<string>();
  checkMounts(checked, (path) => known.add(path));
  checkMounts(service, (path, ...rest) => known.has(path) || report(path, ...rest));
}

/** Checks config files, writable directories, volumes, secrets and `/tmp`. */
function checkMounts(service: Mounted, report: Report): void {
  const mounts = mountsOf(service);
  const byPath = new Map<string, Mount>();
  const mounted = mountedDirectories(service);
  for (const mount of mounts) {
    const { at, path } = mount;
    const taken = byPath.get(path);
    const own = mounted.find((directory) => path === directory || isInside(path, directory));
    if (own !== undefined) report(at, "Fairlead mounts another volume in this directory", ownHint(own));
    else if (taken !== undefined) report(at, taken.at === at ? `"${path}" is listed twice` : `"${path}" is the path of ${taken.at}, too`);
    else byPath.set(path, mount);
  }
  for (const mount of byPath.values()) {
    const { at, path } = mount;
    const outer = outerOf(path, byPath);
    if (outer?.holds === "a file") report(at, `cannot be inside "${outer.path}", which is a file`);
    else if (outer?.holds === "a read-only directory")
      report(at, `cannot be inside "${outer.path}", because ${outer.at} is a read-only directory`);
    const own = mount.holds === "a read-only directory" ? mounted.find((directory) => isInside(directory, path)) : undefined;
    if (own !== undefined) report(at, `"${path}" is a read-only directory, but Fairlead mounts volumes in ${own}`);
  }
}

/** Lists the directories where Fairlead mounts volumes of the service. */
const mountedDirectories = ({ writable }: Mounted): readonly string[] =>
  writable.some(({ path }) => path === TEMPORARY_DIRECTORY)
    ? MOUNTED_DIRECTORIES
    : MOUNTED_DIRECTORIES.filter((directory) => directory !== TEMPORARY_DIRECTORY);

const ownHint = (directory: string): string | undefined =>
  directory === TEMPORARY_DIRECTORY
    ? 'writable: { "/tmp": "1Gi" } sets the size of /tmp, and writable: { "/tmp": unset } gives /tmp to a volume'
    : undefined;

/** Returns the mount that a path lies in. The innermost one counts. */
function outerOf(path: string, byPath: ReadonlyMap<string, Mount>): Mount | undefined {
  for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) {
    const outer = byPath.get(path.slice(0, end));
    if (outer !== undefined) return outer;
  }
  return undefined;
}

/** Lists the mounts of a service. Malformed paths of files have a separate rule, so they are left out. */
function mountsOf({ daemon, files, stateful, termination, volumes, writable }: Mounted): readonly Mount[] {
  return [
    ...Object.keys(files).map((path) => ({ at: `files.${path}`, path, holds: "a file" as const })),
    ...(termination?.messagePath === undefined
      ? []
      : [{ at: "termination.messagePath", path: termination.messagePath, holds: "a file" as const }]),
    ...writable
      .filter(({ path }) => path !== TEMPORARY_DIRECTORY)
      .map(({ path }) => ({ at: `writable.${path}`, path, holds: "a writable directory" as const })),
    ...volumes.map((volume) => ({
      at: `volumes.${volume.name}.path`,
      path: volume.path,
      holds: isReadOnly(volume) ? ("a read-only directory" as const) : ("a writable directory" as const),
    })),
    ...(stateful === undefined ? [] : claimPaths(stateful).map((place) => ({ ...place, holds: "a writable directory" as const }))),
    ...(daemon === undefined ? [] : hostPaths(daemon)),
  ].filter(({ path }) => isMountPath(path) && !SYSTEM.test(path));
}

const claimPaths = ({ volumes }: Stateful) =>
  volumes.flatMap(({ name, path }) => (path === undefined ? [] : [{ at: `stateful.volumes.${name}.path`, path }]));

const hostPaths = (daemon: Daemon): readonly Mount[] =>
  daemon.hostPaths.map(({ name, path, mountPath, readOnly, type }) => ({
    at: `daemon.exceptions.hostPaths.paths.${name}.${mountPath === path ? "path" : "mountPath"}`,
    path: mountPath,
    holds: type === "File" || type === "Socket" ? "a file" : readOnly ? "a read-only directory" : "a writable directory",
  }));

/** Checks the paths of directories: each is absolute, and none belongs to the container runtime. */
export const directoriesRule: ServiceRule = ({ daemon, stateful, termination, volumes, writable }, report) => {
  const places = [
    ...writable.map(({ path }) => [`writable.${path}`, path] as const),
    ...volumes.map(({ name, path }) => [`volumes.${name}.path`, path] as const),
    ...(termination?.messagePath === undefined ? [] : [["termination.messagePath", termination.messagePath] as const]),
    ...(stateful === undefined ? [] : claimPaths(stateful).map(({ at, path }) => [at, path] as const)),
    ...(daemon === undefined ? [] : hostPaths(daemon).map(({ at, path }) => [at, path] as const)),
  ];
  for (const [at, path] of places) {
    checkDirectory(at, path, report);
  }
};

/** Checks the path of a directory in a container. */
export function checkDirectory(at: string, path: string, report: Report): void {
  if (SYSTEM.test(path)) report(at, `"${path}" belongs to the container runtime`, "mount a directory of the program");
  else if (path.length > MAX_LENGTH) report(at, `has ${path.length} characters; at most ${MAX_LENGTH} fit`);
  else if (!isMountPath(path)) report(at, `"${path}" is not an absolute path of letters, digits, ".", "_" and "-"`);
}
